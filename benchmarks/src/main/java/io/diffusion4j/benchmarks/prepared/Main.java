package io.diffusion4j.benchmarks.prepared;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a step costs in a prepared run, and what it costs without preparing, on models of random weights with half or
 * less of the published width and depth. Whole runs of 10 steps with two rows, the first step's computing ahead included, are
 * measured in turns; the ratio is that of the medians. Arguments: the device, the side of the
 * latents, and how the names of the models begin.
 */
public final class Main {
    private static final int STEPS = 10;
    private static final int ROUNDS = 3;
    private static final long ROWS = 2;

    private static final Map<String, Map<String, Object>> MODELS = Map.of(
            "DiTTransformer2DModel",
            Map.of("num_layers", 12, "num_attention_heads", 8, "norm_type", "ada_norm_zero", "out_channels", 8),
            "PixArtTransformer2DModel",
            Map.of(
                    "num_layers",
                    12,
                    "num_attention_heads",
                    8,
                    "cross_attention_dim",
                    576,
                    "caption_channels",
                    4096,
                    "norm_type",
                    "ada_norm_single",
                    "sample_size",
                    64),
            "SD3Transformer2DModel",
            Map.of(
                    "num_layers",
                    10,
                    "num_attention_heads",
                    12,
                    "joint_attention_dim",
                    4096,
                    "sample_size",
                    64,
                    "caption_projection_dim",
                    768,
                    "pooled_projection_dim",
                    2048,
                    "pos_embed_max_size",
                    96),
            "FluxTransformer2DModel",
            Map.of("num_layers", 4, "num_single_layers", 8, "num_attention_heads", 8));

    private Main() {}

    public static void main(String[] arguments) {
        Natives.configure();
        Device device = new Device(arguments.length > 0 ? arguments[0] : "cpu");
        long side = arguments.length > 1 ? Long.parseLong(arguments[1]) : 32;
        String family = arguments.length > 2 ? arguments[2] : "";
        MODELS.keySet().stream()
                .filter(name -> name.startsWith(family))
                .sorted()
                .forEach(name -> {
                    try (InferenceMode inference = new InferenceMode(true);
                            Scope scope = Scope.open()) {
                        measure(name, device, side);
                    }
                });
    }

    private static void measure(String name, Device device, long side) {
        Backbone backbone = backbone(name, device);
        Conditioning conditioning = conditioning(name, device);
        Tensor sample =
                torch.randn(ROWS, backbone.info().inChannels(), side, side).to(device, torch.ScalarType.Float);
        double[][] seconds = new double[2][ROUNDS];
        long bytes = 0;
        for (int round = -1; round < ROUNDS; round++) {
            for (int kind = 0; kind < 2; kind++) {
                try (RunMemory memory = new RunMemory(kind * RunMemory.LIMIT);
                        Scope run = Scope.open()) {
                    Backbone used = kind == 0 ? backbone : backbone.prepare(timesteps(device), conditioning, memory);
                    double taken = run(used, sample, conditioning, device);
                    bytes = memory.bytes();
                    if (round >= 0) {
                        seconds[kind][round] = taken;
                    }
                }
            }
        }
        System.out.printf(
                "%s: %.1f ms a step, prepared %.1f ms, ratio %.3f, %.1f MiB remembered%n",
                name,
                median(seconds[0]) / STEPS * 1e3,
                median(seconds[1]) / STEPS * 1e3,
                median(seconds[1]) / median(seconds[0]),
                bytes / 1048576.0);
    }

    private static double run(Backbone backbone, Tensor sample, Conditioning conditioning, Device device) {
        long start = System.nanoTime();
        for (double timestep : HostData.doubles(timesteps(device))) {
            try (Scope step = Scope.open()) {
                float[] rows = {(float) timestep, (float) timestep};
                Tensor told = HostData.tensor(rows, ROWS).to(device, torch.ScalarType.Float);
                // Read back, as the check of each step does.
                backbone.forward(sample, told, conditioning).sum().item_float();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static Tensor timesteps(Device device) {
        float[] values = new float[STEPS];
        IntStream.range(0, STEPS).forEach(i -> values[i] = (STEPS - i) / (float) STEPS);
        return HostData.tensor(values, STEPS).to(device, torch.ScalarType.Float);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static Backbone backbone(String name, Device device) {
        Providers providers = ServiceProviders.ofClassPath();
        BackboneProvider<?> provider =
                providers.findByReferenceClass(BackboneProvider.class, name).orElseThrow();
        Part<?> part = Part.ofReference(provider, new ReferenceConfig(name, MODELS.get(name)));
        AttentionProvider<?> attention =
                providers.find(AttentionProvider.class, "auto").orElseThrow();
        AttentionKernel kernel =
                Part.ofDefaults(attention).create(AttentionKernel.class, PartContext.bare(device, DType.FLOAT32));
        return part.create(
                Backbone.class, new PartContext(device, DType.FLOAT32, new Random(device), kernel, Optional.empty()));
    }

    private static Conditioning conditioning(String name, Device device) {
        long pooled = name.startsWith("SD3") ? 2048 : 768;
        return new Conditioning(Map.of(
                Conditioning.CONTEXT, torch.randn(ROWS, 120, 4096).to(device, torch.ScalarType.Float),
                Conditioning.POOLED, torch.randn(ROWS, pooled).to(device, torch.ScalarType.Float),
                Conditioning.CLASS_LABELS,
                        HostData.tensor(new long[] {207, 1000}, ROWS).to(device, torch.ScalarType.Long)));
    }

    /** Small random weights, whatever their names. */
    private record Random(Device device) implements Weights {
        @Override
        public Weights at(String prefix) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            return torch.randn(shape).mul(new Scalar(0.02)).to(device, torch.ScalarType.Float);
        }

        @Override
        public boolean has(String name) {
            return true;
        }
    }
}
