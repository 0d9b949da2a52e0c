package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.prediction.OriginalClamp;

/** Clips the predicted clean sample to a fixed range; Ho et al. 2020. */
public final class ClipProvider implements SamplingMethodProvider<ClipSettings> {
    @Override
    public String type() {
        return "clip";
    }

    @Override
    public String summary() {
        return "Clips the predicted clean sample to a fixed range; for models of pixels.";
    }

    @Override
    public Class<ClipSettings> settings() {
        return ClipSettings.class;
    }

    @Override
    public SamplingMethod create(ClipSettings settings, BuildContext context) {
        return new ClampedOriginals(type(), OriginalClamp.clip(settings.range()));
    }
}
