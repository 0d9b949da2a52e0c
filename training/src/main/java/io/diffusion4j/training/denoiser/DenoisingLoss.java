package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.diffusion.NoisePoint;
import io.diffusion4j.training.diffusion.Objective;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How wrong a backbone is about noised samples. */
record DenoisingLoss(Backbone backbone, Objective objective) {
    /**
     * @param clean scaled latents [batch, channels, height, width]
     * @param noise the same shape, unit normal
     * @param points one for each row
     * @return the mean squared error of each row [batch], with gradients recorded; belongs to the open scope
     */
    Tensor errors(Tensor clean, Tensor noise, List<NoisePoint> points, Conditioning condition) {
        try (Scope scope = Scope.open()) {
            Tensor noised = objective.noised(clean, noise, points);
            Tensor prediction = backbone.forward(noised, timesteps(points, clean), condition);
            return scope.keep(Objective.errors(prediction, objective.target(clean, noise, points)));
        }
    }

    private static Tensor timesteps(List<NoisePoint> points, Tensor like) {
        double[] timesteps = points.stream().mapToDouble(NoisePoint::timestep).toArray();
        return HostData.tensor(timesteps, timesteps.length).to(like.device(), ScalarType.Float);
    }
}
