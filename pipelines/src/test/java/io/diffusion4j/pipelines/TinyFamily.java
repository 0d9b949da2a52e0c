package io.diffusion4j.pipelines;

import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.pipelines.latent.SinglePromptEncoder;
import java.util.Set;

/** The plainest family there can be, for the {@link TinyModel}: nothing that all families share is its own. */
public final class TinyFamily implements LatentFamily {
    @Override
    public String type() {
        return "tiny";
    }

    @Override
    public String summary() {
        return "For tests";
    }

    @Override
    public Set<String> pipelineClasses() {
        return Set.of("StableDiffusionPipeline", "StableDiffusionImg2ImgPipeline");
    }

    @Override
    public String backbone() {
        return "unet";
    }

    @Override
    public PromptEncoder prompts(PipelineContext context) {
        return new SinglePromptEncoder(context.textEncoder("text_encoder", "tokenizer"), "text_encoder");
    }
}
