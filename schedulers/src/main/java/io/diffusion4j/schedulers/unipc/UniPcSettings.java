package io.diffusion4j.schedulers.unipc;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.List;

/** Settings of {@link UniPcProvider}. */
public record UniPcSettings(
        NoiseScheduleSettings noise,
        @Doc("What the model predicts.") PredictionType prediction,
        @Doc("Which training timesteps a run visits.") TimestepSpacing spacing,

        @Doc("Added to the timesteps of leading spacing.") @Range(min = 0)
        int stepsOffset,

        @Doc("Where the noise levels come from: none takes those of the timesteps.")
        SigmaSchedule sigmas,

        @Doc("Noise level that the last step ends at.") FinalSigma finalSigma,

        @Doc("How far flow sigmas lean to the noisy end; 1 is even.") @Range(min = 1e-3)
        double flowShift,

        @Doc("Number of model evaluations, this and earlier ones, that a step is predicted from.")
        @Range(min = 1, max = 3)
        int order,

        @Doc("Part of the model's prediction that is expanded.")
        Part part,

        @Doc("What simplified coefficients are scaled with: h, or exp(h) - 1.")
        Scale scale,

        @Doc("Indices of steps whose results are not corrected; empty corrects all.")
        List<Integer> uncorrected,

        @Doc("Lower the order at the end of a run.") boolean lowerOrderFinal,
        OriginalClamp clamp) {

    /** Part of the model's prediction. */
    public enum Part {
        /** The clean sample. */
        ORIGINAL,
        NOISE
    }

    /** The function B(h) of the paper. */
    public enum Scale {
        /** h. */
        BH1 {
            @Override
            double of(double h) {
                return h;
            }
        },
        /** exp(h) − 1. */
        BH2 {
            @Override
            double of(double h) {
                return Math.expm1(h);
            }
        };

        abstract double of(double h);
    }

    public UniPcSettings {
        Constraints.check(
                UniPcSettings.class,
                noise,
                prediction,
                spacing,
                stepsOffset,
                sigmas,
                finalSigma,
                flowShift,
                order,
                part,
                scale,
                uncorrected,
                lowerOrderFinal,
                clamp);
        uncorrected = List.copyOf(uncorrected);
        if (part == Part.NOISE && finalSigma == FinalSigma.ZERO) {
            throw new InvalidSetting("finalSigma", "must be sigma-min where part is noise: it ends in noise");
        }
        if (!lowerOrderFinal && finalSigma == FinalSigma.ZERO && order > 1) {
            throw new InvalidSetting(
                    "lowerOrderFinal", "must be true where final-sigma is zero, which only first order reaches");
        }
        if (prediction == PredictionType.FLOW_PREDICTION && sigmas != SigmaSchedule.FLOW) {
            throw new InvalidSetting("sigmas", "must be flow where prediction is flow-prediction");
        }
        if (sigmas == SigmaSchedule.LU) {
            throw new InvalidSetting("sigmas", "must not be lu for unipc; exponential is the same curve");
        }
    }

    /** Stable Diffusion's, of second order. */
    public static UniPcSettings defaults() {
        return new UniPcSettings(
                NoiseScheduleSettings.defaults(),
                PredictionType.EPSILON,
                TimestepSpacing.LEADING,
                1,
                SigmaSchedule.NONE,
                FinalSigma.ZERO,
                1,
                2,
                Part.ORIGINAL,
                Scale.BH2,
                List.of(),
                true,
                OriginalClamp.defaults());
    }
}
