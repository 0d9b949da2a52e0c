package io.diffusion4j.schedulers.kdpm2;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.LevelSettings;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;

/** Settings of {@link Kdpm2Provider} and {@link Kdpm2AncestralProvider}. */
public record Kdpm2Settings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas)
        implements LevelSettings {

    public Kdpm2Settings {
        Constraints.check(Kdpm2Settings.class, noise, prediction, spacing, stepsOffset, sigmas);
        LevelSettings.refuseOtherPaths(prediction, sigmas);
    }

    /** Stable Diffusion's. */
    public static Kdpm2Settings defaults() {
        return new Kdpm2Settings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE);
    }

    static Kdpm2Settings of(ReferenceConfig config) {
        return new Kdpm2Settings(
                NoiseScheduleSettings.of(config, 0.00085, 0.012),
                PredictionType.of(
                        config, EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE)),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config));
    }
}
