package io.diffusion4j.pipelines.texttoimage;

import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.pipeline.PipelineProvider;
import java.util.Set;

/** Text-to-image for checkpoints with one text encoder, a U-Net and an autoencoder. */
public final class TextToImageProvider implements PipelineProvider {
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
        return Set.of("StableDiffusionPipeline");
    }

    @Override
    public Pipeline create(PipelineContext context) {
        return new TextToImagePipeline(
                context,
                context.textEncoder("text_encoder", "tokenizer"),
                context.backbone("unet"),
                context.autoencoder("vae"));
    }
}
