package io.diffusion4j.core.guidance;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;
import java.util.Optional;

/** Steers a backbone towards its conditioning. Immutable: one instance serves any number of runs. */
public interface Guidance {
    /** Whether it ever looks at the negative conditioning; if not, callers need not make one. */
    boolean needsNegative();

    /**
     * @param positive conditioning with one row per image
     * @param negative the same for the negative prompt; present if {@link #needsNegative}
     */
    Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative);
}
