package io.diffusion4j.training.lora;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.pipelines.adapters.LoraPair;
import io.diffusion4j.testkit.ExactAttention;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.denoiser.TinyTraining;
import io.diffusion4j.training.parameters.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** The goldens' U-Net with changes of some layers, without a run around it. */
final class TinyLora implements AutoCloseable {
    static final Path UNET = TinyTraining.MODEL.resolve("unet");

    static {
        Natives.start();
    }

    private final Device device = new Device("cpu");
    private final DType dtype;
    private final WeightLoader loader;
    final TensorSource source = SafetensorsFile.open(UNET.resolve("diffusion_pytorch_model.safetensors"));
    final Parameters parameters;
    final Map<String, LoraPair> layers;
    final Backbone adapted;
    final Backbone plain;

    TinyLora(DType dtype, String... targets) {
        this.dtype = dtype;
        loader = new WeightLoader(device, dtype);
        parameters = new Parameters(device, dtype, 11);
        layers = LoraBackbone.pairs(parameters, LoraTargets.find(source, List.of(targets)), 2, 3);
        adapted = LoraBackbone.adapted(source, loader, layers, constructor());
        plain = loader.load(source, constructor());
    }

    private Function<Weights, Backbone> constructor() {
        ReferenceConfig config = ReferenceConfigs.read(UNET.resolve("config.json"));
        BackboneProvider<?> provider = TinyTraining.PROVIDERS
                .findByReferenceClass(BackboneProvider.class, config.className())
                .orElseThrow();
        AttentionKernel attention = new ExactAttention();
        Part<?> part = Part.ofReference(provider, config);
        return weights ->
                part.create(Backbone.class, new PartContext(device, dtype, weights, attention, Optional.empty()));
    }

    /** Gives B values, so that A has a gradient. */
    void fillUp() {
        try (NoGradGuard off = new NoGradGuard()) {
            layers.forEach((layer, pair) ->
                    pair.up().copy_(random(layer, shape(pair.up()))).mul_(new Scalar(0.3)));
        }
    }

    Tensor forward(Backbone backbone) {
        return backbone.forward(
                random("sample", 2, 4, 8, 8),
                random("timestep", 2).abs().mul(new Scalar(100)),
                Conditioning.ofContext(random("context", 2, 7, 16)));
    }

    /** One number that all of the output counts in. */
    Tensor loss() {
        return forward(adapted).mul(random("weights", 2, 4, 8, 8)).sum();
    }

    private Tensor random(String purpose, long... shape) {
        return new Draw(5, 0, 0).normal(purpose, device, shape).toType(dtype.scalarType());
    }

    private static long[] shape(Tensor tensor) {
        return HostData.shape(tensor);
    }

    @Override
    public void close() {
        loader.close();
        parameters.close();
        source.close();
    }
}
