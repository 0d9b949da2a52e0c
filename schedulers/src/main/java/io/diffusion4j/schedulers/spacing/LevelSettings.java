package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;

/** The settings that place the noise levels of a run, shared by the solvers over noise levels. */
public interface LevelSettings {
    NoiseScheduleSettings noise();

    PredictionType prediction();

    TimestepSpacing spacing();

    int stepsOffset();

    SigmaSchedule sigmas();

    /** @throws InvalidSetting for straight paths, and for the second name of a curve */
    static void refuseOtherPaths(PredictionType prediction, SigmaSchedule sigmas) {
        if (prediction == PredictionType.FLOW_PREDICTION || sigmas == SigmaSchedule.FLOW) {
            throw new InvalidSetting(
                    "prediction", "and sigmas must not be of the flow kind: this scheduler has no straight paths");
        }
        if (sigmas == SigmaSchedule.LU) {
            throw new InvalidSetting("sigmas", "must not be lu for this scheduler; exponential is the same curve");
        }
    }
}
