package io.diffusion4j.schedulers.unipc;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.LambdaSettings;
import io.diffusion4j.schedulers.solver.ModelPart;
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
        ModelPart part,

        @Doc("What simplified coefficients are scaled with: h, or exp(h) - 1.")
        Scale scale,

        @Doc("Indices of steps whose results are not corrected; empty corrects all.")
        List<Integer> uncorrected,

        @Doc("Lower the order at the end of a run.") boolean lowerOrderFinal,
        OriginalClamp clamp)
        implements LambdaSettings {

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
        if (part == ModelPart.NOISE) {
            LambdaSettings.refuseCleanEnd(finalSigma, "part is noise");
        }
        if (order > 1) {
            LambdaSettings.requireLowerOrderAtCleanEnd(lowerOrderFinal, finalSigma);
        }
        LambdaSettings.refuseMixedPaths(prediction, sigmas);
        LambdaSettings.refuseLu(sigmas, "unipc");
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
                ModelPart.ORIGINAL,
                Scale.BH2,
                List.of(),
                true,
                OriginalClamp.defaults());
    }
}
