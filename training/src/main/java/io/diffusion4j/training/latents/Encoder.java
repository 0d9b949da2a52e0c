package io.diffusion4j.training.latents;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.precision.NoAutocast;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;

/** A finished autoencoder at work, in float32 whatever the run computes in. */
public record Encoder(Autoencoder autoencoder, Device device) {
    /** Unscaled; belongs to the open scope. */
    Posterior encode(PictureBatch pictures) {
        try (Scope scope = Scope.open();
                NoGradGuard gradients = new NoGradGuard();
                NoAutocast precise = NoAutocast.on(device)) {
            Posterior posterior = autoencoder.encode(pictures.tensor(device));
            return new Posterior(scope.keep(posterior.mean()), scope.keep(posterior.logVariance()));
        }
    }
}
