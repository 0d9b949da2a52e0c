package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code uniform} samplers. */
public final class UniformProvider implements TimestepSamplerProvider<NoSettings> {
    @Override
    public String type() {
        return "uniform";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public String summary() {
        return "Every noise level is as likely as any other.";
    }

    @Override
    public TimestepSampler create(NoSettings settings, BuildContext context) {
        return new Uniform();
    }
}
