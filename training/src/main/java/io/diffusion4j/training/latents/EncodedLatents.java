package io.diffusion4j.training.latents;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.data.DataSet;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Encodes pictures whenever they are asked for. */
public record EncodedLatents(DataSet data, Autoencoder autoencoder, Device device) implements LatentSource {
    @Override
    public Posterior posterior(Batch batch) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            Tensor pictures = PictureBatch.of(data, batch).to(device, ScalarType.Float);
            Posterior posterior = autoencoder.encode(pictures);
            return new Posterior(scope.keep(posterior.mean()), scope.keep(posterior.logVariance()));
        }
    }
}
