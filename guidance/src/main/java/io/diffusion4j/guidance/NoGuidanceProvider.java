package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code none}: one evaluation per step, for unconditional and for guidance-distilled models. */
public final class NoGuidanceProvider implements GuidanceProvider<NoGuidanceSettings> {
    @Override
    public String type() {
        return "none";
    }

    @Override
    public Class<NoGuidanceSettings> settings() {
        return NoGuidanceSettings.class;
    }

    @Override
    public String summary() {
        return "No guidance: the prompt alone, one model evaluation per step";
    }

    @Override
    public Guidance create(NoGuidanceSettings settings, BuildContext context) {
        return new Unguided();
    }
}
