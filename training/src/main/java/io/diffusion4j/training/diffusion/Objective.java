package io.diffusion4j.training.diffusion;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.settings.SettingsBlock;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.flow.FlowLevelSettings;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** What a denoising model learns: a forward process, what it predicts of its samples, and which errors count how much. */
public record Objective(ForwardProcess process, PredictionType prediction, LossWeighting weighting) {
    /** @throws ConfigurationException if the model could learn nothing at the end of the process */
    public Objective {
        if (process.endsWithoutSignal() && prediction == PredictionType.EPSILON) {
            throw new ConfigurationException(
                    "a schedule with zero terminal SNR (rescale_betas_zero_snr) cannot be learned"
                            + " by predicting the noise (prediction_type epsilon), which tells nothing of the image where there is"
                            + " noise alone; set prediction_type to v_prediction or sample, or rescale_betas_zero_snr to false");
        }
    }

    /**
     * As a scheduler's settings tell how its models were trained.
     *
     * @throws ConfigurationException if they do not, or contradict themselves
     */
    public static Objective of(Record schedulerSettings, LossWeighting weighting) {
        PredictionType prediction =
                SettingsBlock.find(schedulerSettings, PredictionType.class).orElse(PredictionType.FLOW_PREDICTION);
        return new Objective(process(schedulerSettings, prediction), prediction, weighting);
    }

    private static ForwardProcess process(Record settings, PredictionType prediction) {
        return SettingsBlock.find(settings, FlowLevelSettings.class)
                .<ForwardProcess>map(levels -> new StraightPath(levels.trainTimesteps()))
                .or(() -> NoiseScheduleSettings.of(settings)
                        .map(noise -> prediction == PredictionType.FLOW_PREDICTION
                                ? new StraightPath(noise.trainTimesteps())
                                : new ScheduledProcess(NoiseSchedule.of(noise))))
                .orElseThrow(
                        () -> new ConfigurationException("the model's scheduler does not tell the noise that the model"
                                + " is trained with; take one with a noise schedule, such as DDPMScheduler, or for straight paths"
                                + " FlowMatchEulerDiscreteScheduler"));
    }

    /**
     * What the model sees.
     *
     * @param clean [batch, channels, height, width]
     * @param noise the same shape, unit normal
     * @param points one for each row
     * @return the same shape; belongs to the open scope
     */
    public Tensor noised(Tensor clean, Tensor noise, List<NoisePoint> points) {
        return new RowMix(points.stream()
                        .map(point -> new LinearCombination(point.alpha(), point.sigma()))
                        .toList())
                .of(clean, noise);
    }

    /** What the model should say of it; shapes as in {@link #noised}. */
    public Tensor target(Tensor clean, Tensor noise, List<NoisePoint> points) {
        return new RowMix(points.stream()
                        .map(point -> prediction.target(point.alpha(), point.sigma()))
                        .toList())
                .of(clean, noise);
    }

    /** The factor of each row's error, [batch]. */
    public double[] weights(List<NoisePoint> points) {
        return points.stream()
                .mapToDouble(point -> weighting.weight(point, prediction))
                .toArray();
    }

    /**
     * The mean squared error of each row, in the dtype of the target whatever the model computes in.
     *
     * @param prediction [batch, channels, height, width]
     * @param target the same shape
     * @return [batch]; belongs to the open scope
     */
    public static Tensor errors(Tensor prediction, Tensor target) {
        try (Scope scope = Scope.open()) {
            Tensor difference = prediction.toType(target.scalar_type()).sub(target);
            return scope.keep(difference.square().flatten(1, -1).mean(1));
        }
    }
}
