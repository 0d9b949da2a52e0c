package io.diffusion4j.schedulers.sde;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link ScoreSdeVeProvider}. */
public record ScoreSdeVeSettings(
        @Doc("Smallest noise level.") @Range(min = 0.0000001)
        double sigmaMin,

        @Doc("Largest noise level.") @Range(min = 0.0000001) double sigmaMax,

        @Doc("Number of corrector stages before each predictor.") @Range(min = 0, max = 100)
        int correctorSteps,

        @Doc("Size of the score's part in a corrector stage, relative to that of the noise.") @Range(min = 0)
        double snr,

        @Doc("Time that the last step is told, where 1 is pure noise; keeps the model off the end of its range.")
        @Range(min = 0, max = 0.999)
        double samplingEps) {

    public ScoreSdeVeSettings {
        Constraints.check(ScoreSdeVeSettings.class, sigmaMin, sigmaMax, correctorSteps, snr, samplingEps);
        if (sigmaMin >= sigmaMax) {
            throw new InvalidSetting("sigmaMin", "is " + sigmaMin + ", but must be less than sigma-max: " + sigmaMax);
        }
    }

    /** Those of the published models of faces. */
    public static ScoreSdeVeSettings defaults() {
        return new ScoreSdeVeSettings(0.01, 1348, 1, 0.15, 1e-5);
    }
}
