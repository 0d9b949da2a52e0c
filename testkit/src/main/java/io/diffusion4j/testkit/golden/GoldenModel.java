package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.WeightLoader;
import java.nio.file.Path;
import java.util.Optional;

/** A part with its weights, for the time of one case. */
public final class GoldenModel<T> implements AutoCloseable {
    private final WeightLoader loader;
    private final T part;

    private GoldenModel(WeightLoader loader, T part) {
        this.loader = loader;
        this.part = part;
    }

    /** Builds the part over a weight file. */
    public static <T> GoldenModel<T> load(
            GoldenSetup setup, Class<T> type, Provider<?, ?> provider, ReferenceConfig config, Path weights) {
        try (TensorSource source = SafetensorsFile.open(weights)) {
            return load(setup, type, provider, config, source, Optional.empty());
        }
    }

    /** @param tokenizer the folder with the tokenizer of a text encoder */
    public static <T> GoldenModel<T> load(
            GoldenSetup setup,
            Class<T> type,
            Provider<?, ?> provider,
            ReferenceConfig config,
            TensorSource source,
            Optional<Path> tokenizer) {
        WeightLoader loader = new WeightLoader(setup.device(), DType.FLOAT32);
        try {
            return new GoldenModel<>(
                    loader, loader.load(source, w -> setup.create(type, provider, config, w, tokenizer)));
        } catch (RuntimeException e) {
            loader.close();
            throw e;
        }
    }

    public T part() {
        return part;
    }

    /** Frees the weights. */
    @Override
    public void close() {
        loader.close();
    }
}
