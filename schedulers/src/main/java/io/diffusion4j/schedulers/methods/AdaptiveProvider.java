package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Inserts steps where the predicted clean sample still changes much, for any scheduler that takes custom steps. */
public final class AdaptiveProvider implements SamplingMethodProvider<AdaptiveSettings> {
    @Override
    public String type() {
        return "adaptive";
    }

    @Override
    public String summary() {
        return "Inserts steps where the predicted clean sample still changes much, within a budget.";
    }

    @Override
    public Class<AdaptiveSettings> settings() {
        return AdaptiveSettings.class;
    }

    @Override
    public SamplingMethod create(AdaptiveSettings settings, BuildContext context) {
        return (scheduler, type) -> new Adaptive(scheduler, type, settings);
    }
}
