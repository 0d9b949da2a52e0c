package io.diffusion4j.training.measure;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/** Loads the text encoder of a model's folder by itself, in float32. */
final class LoadedText {
    private LoadedText() {}

    /** @param model with {@code text_encoder} and {@code tokenizer} @param loader owns the weights */
    static TextEncoder of(Path model, Providers providers, WeightLoader loader, Device device) {
        Path folder = model.resolve("text_encoder");
        ReferenceConfig config = ReferenceConfigs.read(folder.resolve("config.json"));
        Part<TextEncoderProvider<?>> part = Part.ofReference(provider(config, providers), config);
        AttentionKernel attention = attention(providers, device);
        try (SafetensorsFile weights = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
            return loader.load(
                    weights,
                    w -> part.create(
                            TextEncoder.class,
                            new PartContext(
                                    device, DType.FLOAT32, w, attention, Optional.of(model.resolve("tokenizer")))));
        }
    }

    private static TextEncoderProvider<?> provider(ReferenceConfig config, Providers providers) {
        return config.strings("architectures").stream()
                .flatMap(name -> providers.findByReferenceClass(TextEncoderProvider.class, name).stream())
                .findFirst()
                .orElseThrow(() -> new CheckpointException(
                        "%s: nothing reads the architectures %s; put its plugin on the class path"
                                .formatted(config.location(), config.strings("architectures"))));
    }

    private static AttentionKernel attention(Providers providers, Device device) {
        AttentionProvider<?> provider = providers
                .find(AttentionProvider.class, "auto")
                .orElseThrow(() -> new IllegalStateException("there is no attention kernel 'auto' on the class path"));
        return Part.ofDefaults(provider).create(AttentionKernel.class, PartContext.bare(device, DType.FLOAT32));
    }
}
