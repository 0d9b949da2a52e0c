package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code stratified} samplers. */
public final class StratifiedProvider implements TimestepSamplerProvider<NoSettings> {
    @Override
    public String type() {
        return "stratified";
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public String summary() {
        return "Uniform noise levels that lie evenly within a batch, so that losses vary less.";
    }

    @Override
    public TimestepSampler create(NoSettings settings, BuildContext context) {
        return new Stratified();
    }
}
