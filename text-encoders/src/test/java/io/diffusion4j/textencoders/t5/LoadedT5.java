package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.testkit.ExactAttention;
import io.diffusion4j.testkit.golden.GoldenFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/** The golden T5 encoder with its tokenizer, loaded as a checkpoint's part is. */
final class LoadedT5 implements AutoCloseable {
    static final ServiceProviders PROVIDERS = ServiceProviders.ofClassPath();

    private static final T5TextEncoderProvider PROVIDER = new T5TextEncoderProvider();
    private static final Path FOLDER = T5Goldens.T5.resolve("encoder");

    static {
        Natives.start();
    }

    private final Device device = new Device("cpu");
    private final DType dtype;
    private final WeightLoader loader;

    LoadedT5() {
        this(DType.FLOAT32);
    }

    LoadedT5(DType dtype) {
        this.dtype = dtype;
        this.loader = new WeightLoader(device, dtype);
    }

    static T5Settings settings() {
        return PROVIDER.fromReference(GoldenFile.read(FOLDER.resolve("golden.json"))
                .config("config.json")
                .with(Map.of("tokens", 77)));
    }

    TextEncoder encoder() {
        return encoder(FOLDER.resolve("model.safetensors"), new ExactAttention(), Optional.of(T5Goldens.TOKENIZER));
    }

    TextEncoder encoder(AttentionKernel kernel) {
        return encoder(FOLDER.resolve("model.safetensors"), kernel, Optional.of(T5Goldens.TOKENIZER));
    }

    TextEncoder encoder(Path weights, AttentionKernel kernel, Optional<Path> tokenizer) {
        try (TensorSource source = SafetensorsFile.open(weights)) {
            return loader.load(
                    source, w -> PROVIDER.create(settings(), new PartContext(device, dtype, w, kernel, tokenizer)));
        }
    }

    /** The golden weights. */
    static TensorSource weights() {
        return SafetensorsFile.open(FOLDER.resolve("model.safetensors"));
    }

    @Override
    public void close() {
        loader.close();
    }
}
