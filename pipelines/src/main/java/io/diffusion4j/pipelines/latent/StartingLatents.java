package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a run begins with. */
public record StartingLatents(Trajectory trajectory, NoiseSource noise) {
    /** The draw that an image's posterior is sampled with: before the noise that is added to it. */
    public static final int POSTERIOR = NoiseSource.INITIAL - 1;

    /** Noise of the trajectory's scale. @param shape of the latents @return float32; belongs to the open scope */
    public Tensor ofNoise(long[] shape, Device device) {
        try (Scope scope = Scope.open()) {
            Tensor like = torch.empty(
                    shape,
                    new TensorOptions(ScalarType.Float).device(new DeviceOptional(device)),
                    new MemoryFormatOptional());
            Tensor unit = noise.draw(NoiseSource.INITIAL, like);
            return scope.keep(unit.mul(new Scalar(trajectory.initialNoiseSigma())));
        }
    }

    /** What the autoencoder says of images. @param images [images, 3, height, width] in 0..1, on its device */
    public static Posterior posterior(Autoencoder autoencoder, Tensor images) {
        try (Scope scope = Scope.open()) {
            Posterior posterior = autoencoder.encode(images.mul(new Scalar(2.0)).sub(new Scalar(1.0)));
            return new Posterior(scope.keep(posterior.mean()), scope.keep(posterior.logVariance()));
        }
    }

    /**
     * An image with as much noise as there is before a step. The latents are drawn from the image's posterior first, then
     * the noise, as the reference does it.
     *
     * @param posterior with as many rows as the batch
     * @param first index of the step, less than the trajectory has
     * @return float32, the shape of the posterior; belongs to the open scope
     */
    public Tensor ofImage(Autoencoder autoencoder, Posterior posterior, int first) {
        try (Scope scope = Scope.open()) {
            Tensor drawn = posterior.sample(noise.draw(POSTERIOR, posterior.mean()));
            Tensor clean = autoencoder.info().scale(drawn);
            Tensor unit = noise.draw(NoiseSource.INITIAL, clean);
            return scope.keep(
                    trajectory.addNoise(clean, unit, trajectory.steps().get(first)));
        }
    }
}
