package io.diffusion4j.guidance;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@code embedded}. */
@Doc("Embedded guidance: the model is told how strongly to follow the prompt, and needs one evaluation.")
public record EmbeddedSettings(
        @Doc("The guidance scale that the model imitates.") @Range(min = 0, max = 100)
        double scale,

        @Doc("Scale of classifier-free guidance on top of it, with a second evaluation; 1 does without.")
        @Range(min = 0, max = 100)
        double cfg) {
    public EmbeddedSettings {
        Constraints.check(EmbeddedSettings.class, scale, cfg);
    }

    public static EmbeddedSettings defaults() {
        return new EmbeddedSettings(3.5, 1);
    }
}
