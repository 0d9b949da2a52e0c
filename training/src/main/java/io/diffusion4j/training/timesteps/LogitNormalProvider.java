package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code logit-normal} samplers. */
public final class LogitNormalProvider implements TimestepSamplerProvider<LogitNormalSettings> {
    @Override
    public String type() {
        return "logit-normal";
    }

    @Override
    public Class<LogitNormalSettings> settings() {
        return LogitNormalSettings.class;
    }

    @Override
    public String summary() {
        return "Mostly middle noise levels, as rectified flow models are trained.";
    }

    @Override
    public TimestepSampler create(LogitNormalSettings settings, BuildContext context) {
        return new LogitNormal(settings);
    }
}
