package io.diffusion4j.pipelines.texttoimage;

import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.Set;

/** Text-to-image for checkpoints with one text encoder, a U-Net and an autoencoder. */
public final class TextToImageProvider implements LatentFamily {
    private static final String TEXT_ENCODER = "text_encoder";

    @Override
    public String type() {
        return "text-to-image";
    }

    @Override
    public String summary() {
        return "Stable Diffusion 1.x and 2.x: one text encoder, cross attention, latents";
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
        return new SinglePromptEncoder(context.textEncoder(TEXT_ENCODER, "tokenizer"), TEXT_ENCODER);
    }
}
