package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.spi.BuildContext;

/** Makes {@code embedded}, for guidance-distilled models that take the scale as an input. */
public final class EmbeddedProvider implements GuidanceProvider<EmbeddedSettings> {
    @Override
    public String type() {
        return "embedded";
    }

    @Override
    public Class<EmbeddedSettings> settings() {
        return EmbeddedSettings.class;
    }

    @Override
    public String summary() {
        return "Embedded guidance: tells the scale to a model that was distilled to imitate guidance, as FLUX.1 dev was";
    }

    @Override
    public Guidance create(EmbeddedSettings settings, BuildContext context) {
        return new EmbeddedGuidance(settings.scale(), new ClassifierFreeGuidance(settings.cfg(), 0, Rows.BATCHED));
    }
}
