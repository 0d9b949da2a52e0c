package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code loss-aware} samplers. */
public final class LossAwareProvider implements TimestepSamplerProvider<LossAwareSettings> {
    @Override
    public String type() {
        return "loss-aware";
    }

    @Override
    public Class<LossAwareSettings> settings() {
        return LossAwareSettings.class;
    }

    @Override
    public String summary() {
        return "Noise levels with large losses more often; the expected loss stays that of uniform ones.";
    }

    @Override
    public TimestepSampler create(LossAwareSettings settings, BuildContext context) {
        return new LossAware(settings);
    }
}
