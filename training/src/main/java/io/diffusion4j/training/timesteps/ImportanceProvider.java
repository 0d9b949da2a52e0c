package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code importance} samplers. */
public final class ImportanceProvider implements TimestepSamplerProvider<ImportanceSettings> {
    @Override
    public String type() {
        return "importance";
    }

    @Override
    public Class<ImportanceSettings> settings() {
        return ImportanceSettings.class;
    }

    @Override
    public String summary() {
        return "Noise levels with given probabilities; the expected loss stays that of uniform ones.";
    }

    @Override
    public TimestepSampler create(ImportanceSettings settings, BuildContext context) {
        return new Importance(Bins.proportional(
                settings.weights().stream().mapToDouble(weight -> weight).toArray()));
    }
}
