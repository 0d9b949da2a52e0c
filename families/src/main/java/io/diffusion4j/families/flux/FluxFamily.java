package io.diffusion4j.families.flux;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.families.TransformerConfig;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.List;
import java.util.Set;

/** FLUX.1 dev and schnell. Black Forest Labs 2024. */
public final class FluxFamily implements LatentFamily {
    static final PublishedModel DEV = new PublishedModel("flux1-dev", DType.BFLOAT16, FluxFamily.class);
    static final PublishedModel SCHNELL = new PublishedModel("flux1-schnell", DType.BFLOAT16, FluxFamily.class);

    @Override
    public String type() {
        return "flux";
    }

    @Override
    public String summary() {
        return "FLUX.1 dev and schnell: CLIP for the whole prompt, T5 for its tokens";
    }

    @Override
    public Set<String> pipelineClasses() {
        return Set.of("FluxPipeline", "FluxImg2ImgPipeline");
    }

    @Override
    public List<PublishedModel> publishedModels() {
        return List.of(DEV, SCHNELL);
    }

    @Override
    public String backbone() {
        return TransformerConfig.COMPONENT;
    }

    @Override
    public PromptEncoder prompts(PipelineContext context) {
        return new PooledAndTokens(
                context.textEncoder("text_encoder", "tokenizer"),
                context.textEncoder("text_encoder_2", "tokenizer_2"),
                TransformerConfig.of(context).config().flag("guidance_embeds", false));
    }

    @Override
    public LatentRecipe recipe(PipelineContext context, BackboneInfo backbone, AutoencoderInfo autoencoder) {
        return new FluxRecipe(backbone.conditioning().contains(Conditioning.GUIDANCE));
    }
}
