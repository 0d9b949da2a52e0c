package io.diffusion4j.benchmarks.streaming;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.pipelines.checkpoints.CheckpointOptions;
import io.diffusion4j.pipelines.checkpoints.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Seconds and memory of a transformer's forward passes, with its blocks streamed or with all weights in memory. Arguments:
 * the checkpoint, {@code streamed} or {@code resident}, the side of the latents, the number of text tokens, the dtype to
 * compute in, and how many passes.
 */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Natives.configure();
        boolean streamed = arguments[1].equals("streamed");
        long side = Long.parseLong(arguments[2]);
        long texts = Long.parseLong(arguments[3]);
        DType dtype = DType.valueOf(arguments[4].toUpperCase(Locale.ROOT));
        Device device = new Device("cpu");
        try (InferenceMode inference = new InferenceMode(true);
                Checkpoint checkpoint = Checkpoints.open(
                        Path.of(arguments[0]), new CheckpointOptions(Optional.empty(), Optional.empty()));
                WeightLoader loader =
                        streamed ? WeightLoader.streaming(device, dtype) : new WeightLoader(device, dtype);
                Scope scope = Scope.open()) {
            Component component = checkpoint.require("transformer");
            long start = System.nanoTime();
            Backbone backbone = load(component, loader, device, dtype);
            System.out.printf("loaded in %.1f s: %s%n", seconds(start), memory());
            Conditioning conditioning = conditioning(component, texts);
            Tensor sample =
                    torch.randn(1, backbone.info().inChannels(), side, side).toType(dtype.scalarType());
            Tensor timestep = HostData.tensor(new float[] {0.5f}, 1);
            for (int i = 0; i < Integer.parseInt(arguments[5]); i++) {
                try (Scope pass = Scope.open()) {
                    start = System.nanoTime();
                    Tensor out = backbone.forward(sample, timestep, conditioning);
                    System.out.printf(
                            "forward %d: %.1f s, mean %.6f, %s%n",
                            i + 1, seconds(start), out.abs().mean().item_float(), memory());
                }
            }
        }
    }

    private static Backbone load(Component component, WeightLoader loader, Device device, DType dtype) {
        Providers providers = ServiceProviders.ofClassPath();
        BackboneProvider<?> provider = providers
                .findByReferenceClass(BackboneProvider.class, component.className())
                .orElseThrow();
        Part<?> part = Part.ofReference(provider, component.config());
        AttentionProvider<?> attention =
                providers.find(AttentionProvider.class, "auto").orElseThrow();
        AttentionKernel kernel =
                Part.ofDefaults(attention).create(AttentionKernel.class, PartContext.bare(device, dtype));
        return loader.load(
                component.weights().orElseThrow(),
                weights ->
                        part.create(Backbone.class, new PartContext(device, dtype, weights, kernel, Optional.empty())));
    }

    private static Conditioning conditioning(Component component, long texts) {
        long context = component.config().integer("joint_attention_dim", 4096);
        long pooled = component.config().integer("pooled_projection_dim", 768);
        return new Conditioning(Map.of(
                Conditioning.CONTEXT, torch.randn(1, texts, context),
                Conditioning.POOLED, torch.randn(1, pooled),
                Conditioning.GUIDANCE, HostData.tensor(new float[] {3.5f}, 1),
                Conditioning.CLASS_LABELS, HostData.tensor(new long[] {207}, 1)));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Of this process, as Linux counts it: peak, now, and of that the part that is no file's. */
    private static String memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.matches("(VmHWM|VmRSS|RssAnon):.*"))
                .map(line -> line.replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
    }
}
