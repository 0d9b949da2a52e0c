package io.diffusion4j.training.gradients;

import static io.diffusion4j.training.gradients.GradientCheck.leaf;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.nn.RmsNorm;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayerGradientsTest {
    private static final int ENTRIES = 6;

    static {
        Natives.start();
    }

    /** Makes a layer. */
    private interface Constructor extends Function<Weights, UnaryOperator<Tensor>> {}

    private static Arguments layer(String name, Constructor constructor, long... input) {
        return Arguments.of(name, constructor, input);
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                layer("convolution", w -> Conv2d.of(w, 3, 4, 3)::apply, 2, 3, 5, 6),
                layer("with stride", w -> Conv2d.of(w, 3, 4, 3, 2, 1)::apply, 2, 3, 7, 6),
                layer("of single pixels", w -> Conv2d.of(w, 3, 4, 1)::apply, 2, 3, 5, 6),
                layer("without bias", w -> Conv2d.withoutBias(w, 3, 4, 3)::apply, 2, 3, 5, 6),
                layer("depthwise", w -> Conv2d.depthwise(w, 4, 3)::apply, 2, 4, 5, 6),
                layer("linear", w -> Linear.of(w, 5, 4)::apply, 2, 3, 5),
                layer("linear without bias", w -> Linear.withoutBias(w, 5, 4)::apply, 2, 3, 5),
                layer("group norm", w -> GroupNorm.of(w, 6, 3, 1e-5)::apply, 2, 6, 3, 4),
                layer("layer norm", w -> LayerNorm.of(w, 6, 1e-5)::apply, 2, 3, 6),
                layer("layer norm without weights", w -> LayerNorm.withoutWeights(6, 1e-5)::apply, 2, 3, 6),
                layer("root mean square norm", w -> RmsNorm.of(w, 6, 1e-5)::apply, 2, 3, 6));
    }

    @Test
    void a_wrong_gradient_is_found() {
        try (Scope scope = Scope.open()) {
            Tensor x = leaf(1, 3);
            assertThatThrownBy(() -> new GradientCheck(1).of(Map.of("input", x), () -> x.mul(x.detach())))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("input");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void of_inputs_and_weights(String name, Constructor constructor, long... shape) {
        try (Scope scope = Scope.open()) {
            Tensor x = leaf(1, shape);
            if (name.endsWith("without weights")) {
                new GradientCheck(ENTRIES)
                        .of(Map.of("input", x), () -> constructor.apply(null).apply(x));
                return;
            }
            try (CheckedModel<UnaryOperator<Tensor>> layer = new CheckedModel<>(constructor)) {
                layer.check(ENTRIES, Map.of("input", x), () -> layer.model().apply(x));
            }
        }
    }

    @Test
    void of_a_table_that_is_looked_up_twice_in_a_place() {
        try (Scope scope = Scope.open();
                CheckedModel<Embedding> table = new CheckedModel<>(weights -> Embedding.of(weights, 4, 3))) {
            Tensor ids = HostData.tensor(new long[] {2, 0, 2}, 3);
            table.check(12, Map.of(), () -> table.model().apply(ids));
        }
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void of_activations(Activation activation) {
        try (Scope scope = Scope.open()) {
            Tensor x = leaf(2, 3, 8);
            new GradientCheck(12).of(Map.of("input", x), () -> activation.apply(x));
        }
    }

    /** What was overwritten must not be what its maker or the activation needs for gradients. */
    @ParameterizedTest
    @EnumSource(Activation.class)
    void of_activations_in_place(Activation activation) {
        try (Scope scope = Scope.open()) {
            Tensor x = leaf(3, 3, 8);
            new GradientCheck(12)
                    .of(Map.of("input", x), () -> activation.applyOver(x.mul(x).sub_(new Scalar(0.7))));
        }
    }
}
