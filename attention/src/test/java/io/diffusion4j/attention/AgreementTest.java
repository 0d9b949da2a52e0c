package io.diffusion4j.attention;

import static io.diffusion4j.attention.Inputs.furthest;
import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel computes what the definition says. */
class AgreementTest {
    static final Map<String, AttentionKernel> KERNELS = new TreeMap<>(Map.of(
            "math", new MathAttention(),
            "sliced by 1 row", new SlicedAttention(new BlockRule.Rows(1)),
            "sliced by 7 rows", new SlicedAttention(new BlockRule.Rows(7)),
            "sliced into heads", new SlicedAttention(new BlockRule.Memory(60_000)),
            "sliced by 1 KiB", new SlicedAttention(new BlockRule.Memory(1024)),
            "flash", new FlashAttention(),
            "auto", new AutoAttention()));

    /** Largest distance from float64 that rounding alone explains, for inputs of unit variance. */
    private static final Map<DType, Double> TOLERANCE = Map.of(
            DType.FLOAT64, 1e-14,
            DType.FLOAT32, 3e-6,
            DType.BFLOAT16, 0.03,
            DType.FLOAT16, 0.004);

    private static final Map<String, Function<AttentionShape, Tensor>> MASKS = new TreeMap<>(Map.of(
            "of keys, [batch, 1, 1, keys]", s -> hidden(s.batch(), 1, 1, s.keys()),
            "of all, [batch, heads, queries, keys]", s -> hidden(s.batch(), s.heads(), s.queries(), s.keys()),
            "for all images, [queries, keys]", s -> hidden(s.queries(), s.keys()),
            "for all heads, [batch, 1, queries, keys]", s -> hidden(s.batch(), 1, s.queries(), s.keys()),
            "of three dimensions, [heads, 1, keys]", s -> hidden(s.heads(), 1, s.keys()),
            "a real bias, [batch, 1, 1, keys]",
                    s -> Inputs.normal(new Random(5), DType.FLOAT64, s.batch(), 1, 1, s.keys()),
            "causal", AgreementTest::causal));

    static Stream<Arguments> shapes() {
        return KERNELS.keySet().stream()
                .flatMap(kernel -> Stream.of(DType.FLOAT64, DType.FLOAT32, DType.BFLOAT16)
                        .flatMap(dtype -> Stream.of(
                                        Inputs.shape(1, 1, 1, 1, 1, dtype),
                                        Inputs.shape(1, 2, 7, 7, 4, dtype),
                                        Inputs.shape(2, 3, 33, 77, 8, dtype),
                                        Inputs.shape(1, 5, 65, 65, 64, dtype),
                                        Inputs.shape(3, 1, 129, 3, 40, dtype),
                                        Inputs.shape(2, 2, 300, 515, 16, dtype))
                                .map(shape -> Arguments.of(kernel, shape))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("shapes")
    void every_kernel_equals_the_definition(String kernel, AttentionShape shape) {
        try (Scope scope = Scope.open()) {
            Inputs inputs = Inputs.random(shape, 1);
            Tensor got = inputs.attend(KERNELS.get(kernel), Optional.empty());
            assertThat(got.scalar_type().intern()).isEqualTo(shape.dtype().scalarType());
            assertThat(furthest(got, inputs.exact(Optional.empty()))).isLessThan(TOLERANCE.get(shape.dtype()));
        }
    }

    static Stream<Arguments> masked() {
        return KERNELS.keySet().stream()
                .flatMap(kernel -> MASKS.keySet().stream()
                        .flatMap(mask -> Stream.of(DType.FLOAT64, DType.FLOAT32, DType.BFLOAT16)
                                .map(dtype -> Arguments.of(kernel, mask, dtype))));
    }

    @ParameterizedTest(name = "{0}, mask {1}, {2}")
    @MethodSource("masked")
    void every_kernel_adds_the_mask(String kernel, String mask, DType dtype) {
        try (Scope scope = Scope.open()) {
            AttentionShape shape = Inputs.shape(2, 3, 19, 19, 8, dtype);
            Inputs inputs = Inputs.random(shape, 2);
            Tensor bias = MASKS.get(mask).apply(shape).toType(dtype.scalarType());
            Tensor exact = inputs.exact(Optional.of(bias));
            Tensor got = inputs.attend(KERNELS.get(kernel), Optional.of(bias));
            assertThat(furthest(got, exact)).isLessThan(TOLERANCE.get(dtype));
            assertThat(furthest(exact, inputs.exact(Optional.empty()))).isGreaterThan(0.1);
        }
    }

    static Stream<String> kernels() {
        return KERNELS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void half_precision_is_right_too(String kernel) {
        try (Scope scope = Scope.open()) {
            Inputs inputs = Inputs.random(Inputs.shape(1, 2, 33, 20, 8, DType.FLOAT16), 4);
            Tensor got = inputs.attend(KERNELS.get(kernel), Optional.empty());
            assertThat(furthest(got, inputs.exact(Optional.empty()))).isLessThan(TOLERANCE.get(DType.FLOAT16));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void equal_scores_give_the_mean_of_the_values(String kernel) {
        try (Scope scope = Scope.open()) {
            Inputs inputs = Inputs.random(Inputs.shape(1, 2, 5, 9, 4, DType.FLOAT64), 6);
            Tensor got = KERNELS.get(kernel).attend(inputs.query(), inputs.key(), inputs.value(), Optional.empty(), 0);
            Tensor mean = inputs.value().mean(new long[] {2}, true, new org.bytedeco.pytorch.ScalarTypeOptional());
            assertThat(furthest(got, mean.expand(1, 2, 5, 4))).isLessThan(1e-14);
        }
    }

    @Test
    void a_kernel_can_be_differentiated_through() {
        try (Scope scope = Scope.open()) {
            Inputs inputs = Inputs.random(Inputs.shape(2, 2, 9, 9, 4, DType.FLOAT64), 8);
            List<double[]> gradients = KERNELS.values().stream()
                    .map(kernel -> {
                        Tensor leaf = inputs.query().detach().clone().requires_grad_(true);
                        new Inputs(leaf, inputs.key(), inputs.value())
                                .attend(kernel, Optional.empty())
                                .square()
                                .sum()
                                .backward();
                        return HostData.doubles(leaf.grad());
                    })
                    .toList();
            for (double[] gradient : gradients) {
                assertThat(gradient).containsExactly(gradients.get(0), org.assertj.core.data.Offset.offset(1e-13));
            }
        }
    }

    private static Tensor causal(AttentionShape shape) {
        double[] values = new double[Math.toIntExact(shape.queries() * shape.keys())];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % shape.keys() > i / shape.keys() ? Double.NEGATIVE_INFINITY : 0;
        }
        return HostData.tensor(values, shape.queries(), shape.keys());
    }

    /** -10000 at every third key, 0 elsewhere. */
    private static Tensor hidden(long... shape) {
        Tensor mask = HostData.tensor(new double[Math.toIntExact(shape[shape.length - 1])], shape[shape.length - 1]);
        for (long key = 0; key < mask.size(0); key += 3) {
            mask.narrow(0, key, 1).fill_(new org.bytedeco.pytorch.Scalar(-10_000.0));
        }
        return mask.expand(shape);
    }
}
