package io.diffusion4j.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import java.util.Optional;

/** The positive conditioning alone. */
record Unguided() implements Guidance {
    @Override
    public boolean needsNegative() {
        return false;
    }

    @Override
    public Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
        return new ConditionedDenoiser(backbone, positive);
    }
}
