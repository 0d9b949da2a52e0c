package io.diffusion4j.autoencoders;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Takes the images of a batch one at a time, so that memory does not grow with the batch. */
public record SlicedAutoencoder(Autoencoder inner) implements Autoencoder {
    @Override
    public AutoencoderInfo info() {
        return inner.info();
    }

    @Override
    public Posterior encode(Tensor image) {
        try (Scope scope = Scope.open()) {
            TensorVector means = new TensorVector();
            TensorVector logVariances = new TensorVector();
            for (long i = 0; i < image.size(0); i++) {
                Posterior one = inner.encode(image.narrow(0, i, 1));
                means.push_back(one.mean());
                logVariances.push_back(one.logVariance());
            }
            return new Posterior(scope.keep(torch.cat(means, 0)), scope.keep(torch.cat(logVariances, 0)));
        }
    }

    @Override
    public Tensor decode(Tensor latents) {
        try (Scope scope = Scope.open()) {
            TensorVector images = new TensorVector();
            for (long i = 0; i < latents.size(0); i++) {
                images.push_back(inner.decode(latents.narrow(0, i, 1)));
            }
            return scope.keep(torch.cat(images, 0));
        }
    }
}
