package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.settings.ReferenceConfig;

/** What signal power the last step of a scheduler over timesteps ends at. */
public enum FinalAlpha {
    /** 1: the clean sample. */
    ONE {
        @Override
        public double alphaBar(NoiseSchedule schedule) {
            return 1;
        }
    },
    /** That of timestep 0, which still holds a little noise. */
    FIRST_TIMESTEP {
        @Override
        public double alphaBar(NoiseSchedule schedule) {
            return schedule.alphaBar(0);
        }
    };

    public abstract double alphaBar(NoiseSchedule schedule);

    /** @param otherwise the reference class's default for {@code set_alpha_to_one} */
    public static FinalAlpha of(ReferenceConfig config, boolean otherwise) {
        return config.flag("set_alpha_to_one", otherwise) ? ONE : FIRST_TIMESTEP;
    }
}
