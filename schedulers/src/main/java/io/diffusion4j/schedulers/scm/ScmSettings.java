package io.diffusion4j.schedulers.scm;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link ScmProvider}. */
public record ScmSettings(
        @Doc("Standard deviation of the data.") @Range(min = 0.000001)
        double sigmaData,

        @Doc("Angle in radians that a run begins at; a quarter turn is pure noise.") @Range(min = 0.001, max = 1.5708)
        double maxTimestep,

        @Doc("Angle in radians of the second of two steps; runs of other lengths are even.")
        @Range(min = 0.001, max = 1.5708)
        double intermediateTimestep) {

    public ScmSettings {
        Constraints.check(ScmSettings.class, sigmaData, maxTimestep, intermediateTimestep);
        if (intermediateTimestep >= maxTimestep) {
            throw new InvalidSetting(
                    "intermediateTimestep",
                    "is " + intermediateTimestep + ", but must be less than max-timestep: " + maxTimestep);
        }
    }

    /** Those of the published models. */
    public static ScmSettings defaults() {
        return new ScmSettings(0.5, 1.5708, 1.3);
    }
}
