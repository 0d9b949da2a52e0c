package io.diffusion4j.families;

import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.settings.ReferenceConfig;

/** What a family looks up in the config of its backbone. */
public record TransformerConfig(ReferenceConfig config) {
    /** The component that predicts, in all these families. */
    public static final String COMPONENT = "transformer";

    public static TransformerConfig of(PipelineContext context) {
        return new TransformerConfig(context.checkpoint().require(COMPONENT).config());
    }

    /** Height and width of the patch that becomes a token, in latent pixels. */
    public int patch() {
        return config.integer("patch_size", 2);
    }
}
