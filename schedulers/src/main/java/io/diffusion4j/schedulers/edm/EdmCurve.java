package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;

/** How noise levels lie between the largest and the smallest. */
public enum EdmCurve {
    /** Even in σ^(1/rho). */
    KARRAS {
        @Override
        double[] between(KarrasLevels levels, int count) {
            return Arrays.stream(Linspace.of(0, 1, count)).map(levels::at).toArray();
        }
    },
    /** Even in log σ. A single level is the smallest one, as in the reference. */
    EXPONENTIAL {
        @Override
        double[] between(KarrasLevels levels, int count) {
            double[] rising = Linspace.of(Math.log(levels.sigmaMin()), Math.log(levels.sigmaMax()), count);
            return Timesteps.reversed(Arrays.stream(rising).map(Math::exp).toArray());
        }
    };

    abstract double[] between(KarrasLevels levels, int count);

    static EdmCurve of(ReferenceConfig config) {
        config.expect("sigma_schedule", null, "karras", "exponential");
        return config.string("sigma_schedule", "karras").equals("karras") ? KARRAS : EXPONENTIAL;
    }
}
