package io.diffusion4j.families.stablediffusion;

import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.pipelines.latent.SinglePromptEncoder;
import java.util.List;
import java.util.Set;

/** Stable Diffusion 1.x and 2.x: one text encoder, a U-Net and an autoencoder. Rombach et al. 2022. */
public final class StableDiffusionFamily implements LatentFamily {
    static final PublishedModel SD15 = new PublishedModel("sd15", DType.FLOAT16, StableDiffusionFamily.class);
    static final PublishedModel SD21 = new PublishedModel("sd21", DType.FLOAT16, StableDiffusionFamily.class);

    private static final String TEXT_ENCODER = "text_encoder";

    @Override
    public String type() {
        return "stable-diffusion";
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
    public List<PublishedModel> publishedModels() {
        return List.of(SD15, SD21);
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
