package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.Optional;

/** Settings of {@link EulerProvider}. */
public record EulerSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("How noise levels are read off between timesteps.")
        Interpolation interpolation,

        @Doc("Smallest noise level of a sigma schedule; that of the last timestep if left out.") @Range(min = 0)
        Optional<Double> sigmaMin,

        @Doc("Largest noise level of a sigma schedule; that of the first timestep if left out.") @Range(min = 0)
        Optional<Double> sigmaMax,

        @Doc("Noise level that the last step ends at.") FinalSigma finalSigma,

        @Doc("What the model is told: the timestep, or a quarter of the logarithm of the noise level.")
        Timestep timestep,

        Churn churn) {

    /** How noise levels are read off the noise schedule. */
    public enum Interpolation {
        /** At each timestep. */
        LINEAR,
        /** Evenly in log σ between the two ends, whatever the timesteps. */
        LOG_LINEAR
    }

    /** What the model is conditioned on. */
    public enum Timestep {
        DISCRETE,
        /** ¼ log σ, as models with continuous noise levels and v-prediction are trained. */
        CONTINUOUS
    }

    public EulerSettings {
        Constraints.check(
                EulerSettings.class,
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                interpolation,
                sigmaMin,
                sigmaMax,
                finalSigma,
                timestep,
                churn);
        if (prediction == PredictionType.FLOW_PREDICTION || sigmas == SigmaSchedule.FLOW) {
            throw new InvalidSetting(
                    "prediction", "and sigmas must not be of the flow kind: euler has no straight paths");
        }
        if (sigmas == SigmaSchedule.LU) {
            throw new InvalidSetting("sigmas", "must not be lu for euler; exponential is the same curve");
        }
        if (timestep == Timestep.CONTINUOUS && prediction != PredictionType.V_PREDICTION) {
            throw new InvalidSetting("timestep", "is continuous, which needs prediction v-prediction");
        }
        if ((!sigmas.isCurve() || sigmas.isFixed()) && (sigmaMin.isPresent() || sigmaMax.isPresent())) {
            throw new InvalidSetting(
                    sigmaMin.isPresent() ? "sigmaMin" : "sigmaMax",
                    "acts only where sigmas is a curve between two ends");
        }
        if (sigmaMin.isPresent() && sigmaMax.isPresent() && sigmaMin.get() >= sigmaMax.get()) {
            throw new InvalidSetting("sigmaMin", "must be less than sigma-max");
        }
    }

    /** Stable Diffusion's. */
    public static EulerSettings defaults() {
        return new EulerSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                Interpolation.LINEAR,
                Optional.empty(),
                Optional.empty(),
                FinalSigma.ZERO,
                Timestep.DISCRETE,
                Churn.defaults());
    }
}
