package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Adds fresh noise after each step but the last, whatever the scheduler. */
public final class NoiseInjectionProvider implements SamplingMethodProvider<NoiseInjectionSettings> {
    @Override
    public String type() {
        return "noise-injection";
    }

    @Override
    public String summary() {
        return "Adds fresh noise after each step, for more variety and detail.";
    }

    @Override
    public Class<NoiseInjectionSettings> settings() {
        return NoiseInjectionSettings.class;
    }

    @Override
    public SamplingMethod create(NoiseInjectionSettings settings, BuildContext context) {
        return (scheduler, type) -> new DecoratedScheduler(
                scheduler, settings.strength() > 0, trajectory -> new NoiseInjection(trajectory, settings));
    }
}
