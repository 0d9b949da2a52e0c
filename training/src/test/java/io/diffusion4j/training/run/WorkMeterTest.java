package io.diffusion4j.training.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.diagnostics.Roofline;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.nn.Work;
import io.diffusion4j.core.nn.WorkMeter;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.training.parameters.FanIn;
import io.diffusion4j.training.parameters.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkMeterTest {
    private static final Providers PROVIDERS = ServiceProviders.ofClassPath();
    private static final double GIGA = 1e9;

    private static Tensor zeros(long... shape) {
        return torch.torch_zeros(shape, new TensorOptions(torch.ScalarType.Float));
    }

    private static AttentionKernel kernel(String type) {
        AttentionProvider<?> provider =
                PROVIDERS.find(AttentionProvider.class, type).orElseThrow();
        return Part.ofDefaults(provider)
                .create(AttentionKernel.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));
    }

    private static Work metered(Supplier<Tensor> code) {
        try (WorkMeter meter = WorkMeter.open()) {
            code.get();
            return meter.work();
        }
    }

    private static <T> Work of(Function<Weights, T> layer, Function<T, Tensor> use) {
        try (Scope scope = Scope.open();
                Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT32, 0)) {
            T made = parameters.model("layer", layer, new FanIn(List.of(), List.of()));
            return metered(() -> use.apply(made));
        }
    }

    @Test
    void counts_a_product_and_a_sum_for_each_weight_and_each_result() {
        assertThat(of(w -> Linear.of(w, 5, 4), layer -> layer.apply(zeros(2, 3, 5))))
                .isEqualTo(new Work(0, 2 * 6 * 5 * 4, 0));
        assertThat(of(w -> Conv2d.of(w, 3, 4, 3, 2, 1), layer -> layer.apply(zeros(2, 3, 8, 6))))
                .isEqualTo(new Work(2 * (2 * 4 * 3) * (4 * 3 * 3 * 3), 0, 0));
        assertThat(of(w -> Conv2d.depthwise(w, 4, 3), layer -> layer.apply(zeros(1, 4, 5, 5))))
                .isEqualTo(new Work(2 * 25 * 4 * 9, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"math", "sliced", "flash", "auto"})
    void counts_both_products_of_attention_once(String type) {
        try (Scope scope = Scope.open()) {
            Tensor query = zeros(2, 3, 5, 4);
            Tensor key = zeros(2, 3, 7, 4);
            assertThat(metered(() -> kernel(type).attend(query, key, key, Optional.empty(), 1)))
                    .isEqualTo(new Work(0, 0, 2 * (2 * 3 * 5 * 7) * (4 + 4)));
        }
    }

    @Test
    void a_training_step_counts_backward_only_where_gradients_are_recorded() {
        Work plain = new Work(0, 2 * 5 * 4, 0);
        try (Scope scope = Scope.open();
                Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT32, 0);
                WorkMeter meter = WorkMeter.ofTraining()) {
            Linear layer = parameters.model("layer", w -> Linear.of(w, 5, 4), new FanIn(List.of(), List.of()));
            try (NoGradGuard off = new NoGradGuard()) {
                layer.apply(zeros(1, 5));
            }
            assertThat(meter.work()).isEqualTo(plain);
            assertThat(metered(() -> layer.apply(zeros(1, 5)))).isEqualTo(plain);
            assertThat(meter.work()).as("an inner meter takes over").isEqualTo(plain);
            layer.apply(zeros(1, 5));
            assertThat(meter.work().linear()).isEqualTo(4 * plain.linear());
        }
    }

    /**
     * The published network at 512 x 512 pixels with the two rows of guidance. It is run on two small latents; convolutions
     * grow with the pixels, linear layers too but for those of the timestep and the text, attention with the pixels, for the
     * text, and with their square.
     */
    @Test
    void counts_what_stable_diffusion_15_computes() {
        double small = 8 * 8;
        double large = 16 * 16;
        double wanted = 64 * 64;
        Work few = ofStableDiffusion(8);
        Work many = ofStableDiffusion(16);
        assertThat(many.convolution()).isEqualTo(4 * few.convolution());
        double convolution = few.convolution() * wanted / small;
        double linear = few.linear() + (many.linear() - few.linear()) * (wanted - small) / (large - small);
        double square = (many.attention() - 4.0 * few.attention()) / (large * large - 4 * small * small);
        double text = few.attention() / small - square * small;
        double attention = text * wanted + square * wanted * wanted;
        assertThat(2 * convolution / GIGA).as("convolution").isCloseTo(888, within(1.0));
        assertThat(2 * linear / GIGA).as("linear").isCloseTo(467, within(1.0));
        assertThat(2 * attention / GIGA).as("attention").isCloseTo(252, within(1.0));
        assertThat(2 * (convolution + linear + attention) / GIGA).isCloseTo(1606, within(1.5));
    }

    private static Work ofStableDiffusion(long side) {
        ReferenceConfig config = new ReferenceConfig(
                "sd15",
                Map.of("_class_name", "UNet2DConditionModel", "cross_attention_dim", 768, "attention_head_dim", 8));
        BackboneProvider<?> provider = PROVIDERS
                .findByReferenceClass(BackboneProvider.class, "UNet2DConditionModel")
                .orElseThrow();
        Device cpu = new Device("cpu");
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            Backbone unet = Part.ofReference(provider, config)
                    .create(
                            Backbone.class,
                            new PartContext(cpu, DType.FLOAT32, new Zeros(), kernel("math"), Optional.empty()));
            return metered(
                    () -> unet.forward(zeros(1, 4, side, side), zeros(1), Conditioning.ofContext(zeros(1, 77, 768))));
        }
    }

    /** Weights that take no memory. */
    private record Zeros() implements Weights {
        @Override
        public Weights at(String prefix) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            return zeros(1).expand(shape);
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    }

    @Test
    void work_takes_its_time_at_the_measured_rates() {
        Roofline roofline = new Roofline(200, 100);
        assertThat(roofline.seconds(new Work(300, 500, 100))).isCloseTo(6, within(1e-12));
        Roofline measured = Roofline.measure(new Device("cpu"), DType.FLOAT32);
        assertThat(measured.products()).isBetween(1e8, 1e14);
        assertThat(measured.convolutions()).isBetween(1e8, 1e14);
    }
}
