package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.task.Loss;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How far a reconstruction is from the picture, and its code from a unit normal distribution. Computes in float32. */
record ReconstructionLoss(PixelError error, double kl, PerceptualTerm perceptual) {
    static final int SCALES = 3;

    static ReconstructionLoss of(AutoencoderSettings settings) {
        PerceptualTerm gradients = new Pyramid(new GradientDifference(), SCALES);
        PerceptualTerm similarity = new Pyramid(new StructuralSimilarity(), SCALES);
        PerceptualTerm both = (image, reconstruction) -> gradients
                .between(image, reconstruction)
                .mul(new Scalar(settings.gradients()))
                .add(similarity.between(image, reconstruction).mul(new Scalar(settings.similarity())));
        return new ReconstructionLoss(settings.error(), settings.kl(), both);
    }

    Loss of(Tensor image, Tensor reconstruction, Posterior posterior) {
        try (Scope scope = Scope.open()) {
            Tensor pixels = error.between(image, reconstruction);
            Tensor divergence = KlDivergence.of(posterior);
            Tensor perceived = perceptual.between(image, reconstruction);
            Tensor value = pixels.add(divergence.mul(new Scalar(kl))).add(perceived);
            return new Loss(
                    scope.keep(value),
                    Map.of(
                            "pixels", scope.keep(pixels.detach()),
                            "kl", scope.keep(divergence.detach()),
                            "perceptual", scope.keep(perceived.detach()),
                            "psnr", scope.keep(peakSignalToNoise(image, reconstruction.detach()))));
        }
    }

    /** In dB, of the batch as a whole; pixels out of range count as the ends of the range, as in a file. */
    static Tensor peakSignalToNoise(Tensor image, Tensor reconstruction) {
        Tensor shown = reconstruction.clamp(new ScalarOptional(new Scalar(-1.0)), new ScalarOptional(new Scalar(1.0)));
        return torch.mse_loss(shown, image).div(new Scalar(4.0)).log10().mul(new Scalar(-10.0));
    }
}
