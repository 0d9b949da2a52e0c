package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** Lets an autoencoder of any dtype take and give float32, as pipelines do. */
record Float32Autoencoder(Autoencoder autoencoder, DType dtype) implements Autoencoder {
    @Override
    public AutoencoderInfo info() {
        return autoencoder.info();
    }

    @Override
    public Posterior encode(Tensor image) {
        try (Scope scope = Scope.open()) {
            Posterior posterior = autoencoder.encode(image.toType(dtype.scalarType()));
            return new Posterior(
                    scope.keep(posterior.mean().toType(DType.FLOAT32.scalarType())),
                    scope.keep(posterior.logVariance().toType(DType.FLOAT32.scalarType())));
        }
    }

    @Override
    public Tensor decode(Tensor latents) {
        try (Scope scope = Scope.open()) {
            Tensor image = autoencoder.decode(latents.toType(dtype.scalarType()));
            return scope.keep(image.toType(DType.FLOAT32.scalarType()));
        }
    }
}
