package io.diffusion4j.schedulers.consistency;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.schedulers.edm.KarrasLevels;
import io.diffusion4j.schedulers.prediction.OriginalClamp;

/** Settings of {@link ConsistencyProvider}. */
public record ConsistencySettings(
        KarrasLevels levels,

        @Doc("Number of noise levels that the model was trained with.") @Range(min = 2, max = 100000)
        int trainTimesteps,

        @Doc("Standard deviation of the data.") @Range(min = 0.000001)
        double sigmaData,

        @Doc("Standard deviation of the noise that is added between steps.") @Range(min = 0)
        double noiseScale,

        OriginalClamp clamp) {

    public ConsistencySettings {
        Constraints.check(ConsistencySettings.class, levels, trainTimesteps, sigmaData, noiseScale, clamp);
    }

    /** Those of the published models. */
    public static ConsistencySettings defaults() {
        return new ConsistencySettings(
                KarrasLevels.defaults(), 40, 0.5, 1, new OriginalClamp(OriginalClamp.Kind.CLIP, 1, 0.995, 1));
    }
}
