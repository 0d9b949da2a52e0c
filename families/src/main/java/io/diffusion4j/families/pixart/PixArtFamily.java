package io.diffusion4j.families.pixart;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.families.TransformerConfig;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PixArt-alpha and PixArt-sigma. Chen et al. 2023, Chen et al. 2024. */
public final class PixArtFamily implements LatentFamily {
    /** How many tokens of a prompt each was trained to read. */
    private static final Map<String, Integer> TOKENS = Map.of("PixArtAlphaPipeline", 120, "PixArtSigmaPipeline", 300);

    @Override
    public String type() {
        return "pixart";
    }

    @Override
    public String summary() {
        return "PixArt-alpha and PixArt-sigma: T5, sizes that the model was trained on";
    }

    @Override
    public Set<String> pipelineClasses() {
        return TOKENS.keySet();
    }

    @Override
    public List<PublishedModel> publishedModels() {
        return List.of(new PublishedModel("pixart-alpha-xl-2-1024", DType.FLOAT32, PixArtFamily.class));
    }

    @Override
    public String backbone() {
        return TransformerConfig.COMPONENT;
    }

    @Override
    public PromptEncoder prompts(PipelineContext context) {
        return new CaptionEncoder(
                context.textEncoder("text_encoder", "tokenizer"),
                TOKENS.get(context.checkpoint().pipelineClass()));
    }

    @Override
    public LatentRecipe recipe(PipelineContext context, BackboneInfo backbone, AutoencoderInfo autoencoder) {
        return new PixArtRecipe(
                TransformerConfig.of(context).patch(), backbone, backbone.sampleSize() * autoencoder.factor());
    }
}
