package io.diffusion4j.backbones.unet;

import static io.diffusion4j.backbones.unet.Goldens.furthest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForwardTest {
    private static WeightLoader loader;
    private static Backbone backbone;

    @BeforeAll
    static void load() {
        loader = new WeightLoader(Goldens.cpu(), DType.FLOAT32);
        try (TensorSource weights = Goldens.weights(Goldens.SD1)) {
            backbone = Goldens.load(Goldens.SD1, weights, loader, DType.FLOAT32);
        }
    }

    @AfterAll
    static void free() {
        loader.close();
    }

    @Test
    void it_tells_what_it_takes() {
        assertThat(backbone.info().inChannels()).isEqualTo(4);
        assertThat(backbone.info().outChannels()).isEqualTo(4);
        assertThat(backbone.info().sampleSize()).isEqualTo(8);
        assertThat(backbone.info().conditioning()).containsExactly(Conditioning.CONTEXT);
    }

    @Test
    void a_batch_of_two_equals_two_of_one() {
        try (Scope scope = Scope.open()) {
            Tensor sample = normal(1, 2, 4, 8, 8);
            Tensor timestep = HostData.tensor(new float[] {3, 871.5f}, 2);
            Conditioning conditioning = Conditioning.ofContext(normal(2, 2, 6, 16))
                    .with(
                            Conditioning.CONTEXT_MASK,
                            HostData.tensor(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0}, 2, 6));
            Tensor both = backbone.forward(sample, timestep, conditioning);
            for (long row = 0; row < 2; row++) {
                Tensor alone = backbone.forward(
                        sample.narrow(0, row, 1), timestep.narrow(0, row, 1), conditioning.rows(row, row + 1));
                assertThat(furthest(both.narrow(0, row, 1), alone)).isLessThan(5e-6);
            }
        }
    }

    @Test
    void a_mask_of_ones_changes_nothing_and_hidden_tokens_do_not_count() {
        try (Scope scope = Scope.open()) {
            Tensor sample = normal(1, 1, 4, 8, 8);
            Tensor timestep = HostData.tensor(new float[] {500}, 1);
            Tensor context = normal(2, 1, 6, 16);
            Tensor plain = backbone.forward(sample, timestep, Conditioning.ofContext(context));
            Tensor seen = backbone.forward(sample, timestep, masked(context, 1, 1, 1, 1, 1, 1));
            Tensor hidden = backbone.forward(sample, timestep, masked(context, 1, 1, 1, 1, 0, 0));
            Tensor shorter = backbone.forward(sample, timestep, Conditioning.ofContext(context.narrow(1, 0, 4)));
            assertThat(furthest(plain, seen)).isLessThan(1e-6);
            assertThat(furthest(hidden, shorter)).isLessThan(5e-6);
            assertThat(furthest(hidden, plain)).isGreaterThan(1e-3);
        }
    }

    @Test
    void bfloat16_stays_close_to_float32() {
        try (Scope scope = Scope.open();
                WeightLoader half = new WeightLoader(Goldens.cpu(), DType.BFLOAT16);
                TensorSource weights = Goldens.weights(Goldens.SD1);
                TensorSource golden = golden()) {
            Backbone small = Goldens.load(Goldens.SD1, weights, half, DType.BFLOAT16);
            Tensor got = Goldens.result(small, golden, "base.", DType.BFLOAT16);
            assertThat(got.scalar_type().intern()).isEqualTo(DType.BFLOAT16.scalarType());
            assertThat(furthest(got, golden.open("base.out.sample"))).isLessThan(0.1);
        }
    }

    @Test
    void float64_comes_closer_to_the_reference_in_float64_than_its_float32() {
        try (Scope scope = Scope.open();
                WeightLoader exact = new WeightLoader(Goldens.cpu(), DType.FLOAT64);
                TensorSource weights = Goldens.weights(Goldens.SD1);
                TensorSource golden = golden()) {
            Backbone doubles = Goldens.load(Goldens.SD1, weights, exact, DType.FLOAT64);
            Tensor got = Goldens.result(doubles, golden, "base.", DType.FLOAT64);
            assertThat(furthest(got, golden.open("base.out.sample"))).isLessThan(3e-6);
        }
    }

    @Test
    void a_missing_context_is_an_error_that_names_it() {
        try (Scope scope = Scope.open()) {
            Tensor sample = normal(1, 1, 4, 8, 8);
            Tensor timestep = HostData.tensor(new float[] {500}, 1);
            assertThatThrownBy(() -> backbone.forward(sample, timestep, Conditioning.none()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'context'");
        }
    }

    @Test
    void nothing_is_left_in_memory_by_results_or_errors() {
        use(3);
        fail();
        long before = Pointer.totalCount();
        use(5);
        fail();
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    private static void use(int times) {
        for (int i = 0; i < times; i++) {
            distanceFromGolden();
        }
    }

    /** The error comes on the way up, when skips are waiting. */
    private static void fail() {
        try (Scope scope = Scope.open()) {
            Conditioning wrong =
                    Conditioning.ofContext(normal(2, 1, 6, 16)).with(ControlResiduals.MIDDLE, normal(3, 1, 5, 2, 2));
            assertThatThrownBy(
                            () -> backbone.forward(normal(1, 1, 4, 8, 8), HostData.tensor(new float[] {500}, 1), wrong))
                    .isInstanceOf(RuntimeException.class);
        }
    }

    private static double distanceFromGolden() {
        try (Scope scope = Scope.open();
                TensorSource golden = golden()) {
            Tensor got = Goldens.result(backbone, golden, "base.", DType.FLOAT32);
            return furthest(got, golden.open("base.out.sample"));
        }
    }

    private static TensorSource golden() {
        return SafetensorsFile.open(Goldens.SD1.resolve("golden.safetensors"));
    }

    private static Conditioning masked(Tensor context, float... mask) {
        return Conditioning.ofContext(context).with(Conditioning.CONTEXT_MASK, HostData.tensor(mask, 1, mask.length));
    }

    private static Tensor normal(long seed, long... shape) {
        Random random = new Random(seed);
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return HostData.tensor(values, shape);
    }
}
