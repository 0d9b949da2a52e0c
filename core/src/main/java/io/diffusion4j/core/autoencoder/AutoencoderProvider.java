package io.diffusion4j.core.autoencoder;

import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.tensor.DType;

/** Makes autoencoders. */
public interface AutoencoderProvider<S extends Record> extends Provider<S, Autoencoder> {
    /**
     * The dtype to load it with in a pipeline that computes in {@code wanted}: a wider one for a model whose activations
     * overflow there.
     */
    default DType dtype(S settings, DType wanted) {
        return wanted;
    }
}
