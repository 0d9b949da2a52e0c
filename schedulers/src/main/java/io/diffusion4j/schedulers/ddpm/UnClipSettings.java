package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.schedulers.noise.BetaSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** Settings of {@link UnClipProvider}. */
public record UnClipSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,

        @Doc("The timestep that each step leads to: the run's next, or the training timestep before its own.")
        StepTo stepTo,

        OriginalClamp clamp,

        @Doc("Variance of the noise that each step adds back.")
        PosteriorVariance variance) {

    /** The timestep that a step leads to. */
    public enum StepTo {
        /** The next one of the run, as pipelines ask for. */
        NEXT {
            @Override
            int after(int[] timesteps, int index) {
                return index + 1 < timesteps.length ? timesteps[index + 1] : timesteps[index] - 1;
            }
        },
        /** One training timestep below, whatever the run visits next: what the reference's scheduler does by itself. */
        ONE_BELOW {
            @Override
            int after(int[] timesteps, int index) {
                return timesteps[index] - 1;
            }
        };

        /** @return a training timestep, or -1 for the clean sample */
        abstract int after(int[] timesteps, int index);
    }

    public UnClipSettings {
        Constraints.check(UnClipSettings.class, noise, prediction, stepTo, clamp, variance);
        if (prediction == PredictionType.FLOW_PREDICTION) {
            throw new InvalidSetting("prediction", "must not be flow-prediction: unclip has no straight paths");
        }
    }

    /** The reference's: a model in pixel space, and cosine noise. */
    public static UnClipSettings defaults() {
        return new UnClipSettings(
                NoiseScheduleSettings.ofEnds(BetaSchedule.COSINE, 0.0001, 0.02),
                PredictionType.EPSILON,
                StepTo.NEXT,
                new OriginalClamp(OriginalClamp.Kind.CLIP, 1, 0.995, 1),
                PosteriorVariance.FIXED_SMALL);
    }
}
