package io.diffusion4j.pipelines.memory;

/** The stages of a run, each with components of its own. */
public enum Stage {
    PROMPT,
    DENOISING,
    PIXELS;

    /** The one that a component of that name belongs to. */
    public static Stage of(String component) {
        if (component.startsWith("text_encoder")) {
            return PROMPT;
        }
        return component.equals("vae") ? PIXELS : DENOISING;
    }
}
