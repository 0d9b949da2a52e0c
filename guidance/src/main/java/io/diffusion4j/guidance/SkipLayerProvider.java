package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code skip-layer}, for transformers that can leave out blocks. */
public final class SkipLayerProvider implements GuidanceProvider<SkipLayerSettings> {
    @Override
    public String type() {
        return "skip-layer";
    }

    @Override
    public Class<SkipLayerSettings> settings() {
        return SkipLayerSettings.class;
    }

    @Override
    public String summary() {
        return "Skip-layer guidance: cfg, and away from what Stable Diffusion 3.5 predicts without some of its blocks";
    }

    @Override
    public Guidance create(SkipLayerSettings settings, BuildContext context) {
        return SkipLayerGuidance.of(settings);
    }
}
