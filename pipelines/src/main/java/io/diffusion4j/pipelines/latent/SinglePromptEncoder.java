package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.text.TextEncoder;
import java.util.List;

/**
 * One text encoder that says it all.
 *
 * @param component its name in the checkpoint, for messages
 */
public record SinglePromptEncoder(TextEncoder encoder, String component) implements PromptEncoder {
    @Override
    public Conditioning positive(GenerationRequest request) {
        return encoder.encode(List.of(request.prompt()), request.clipSkip());
    }

    /** The reference leaves layers out for the positive prompt only. */
    @Override
    public Conditioning negative(GenerationRequest request) {
        return encoder.encode(List.of(request.negativePrompt()), 0);
    }

    @Override
    public Conditioning rows(List<String> prompts) {
        return encoder.encode(prompts, 0);
    }

    @Override
    public String name() {
        return "the text encoder " + component;
    }
}
