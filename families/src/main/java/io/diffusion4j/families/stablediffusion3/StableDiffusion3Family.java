package io.diffusion4j.families.stablediffusion3;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.checkpoint.PublishedModel;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.families.TransformerConfig;
import io.diffusion4j.pipelines.latent.LatentFamily;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stable Diffusion 3 and 3.5. Esser et al. 2024. */
public final class StableDiffusion3Family implements LatentFamily {
    static final PublishedModel MEDIUM = new PublishedModel("sd3-medium", DType.FLOAT16, StableDiffusion3Family.class);

    private static final String LONG_ENCODER = "text_encoder_3";
    private static final Map<String, String> PENULTIMATE = Map.of("context", "penultimate");

    @Override
    public String type() {
        return "stable-diffusion-3";
    }

    @Override
    public String summary() {
        return "Stable Diffusion 3 and 3.5: two CLIP encoders, and T5 where the checkpoint has it";
    }

    @Override
    public Set<String> pipelineClasses() {
        return Set.of("StableDiffusion3Pipeline", "StableDiffusion3Img2ImgPipeline");
    }

    @Override
    public List<PublishedModel> publishedModels() {
        return List.of(MEDIUM);
    }

    @Override
    public String backbone() {
        return TransformerConfig.COMPONENT;
    }

    @Override
    public PromptEncoder prompts(PipelineContext context) {
        List<TextEncoder> clips = List.of(
                context.textEncoder("text_encoder", "tokenizer", PENULTIMATE),
                context.textEncoder("text_encoder_2", "tokenizer_2", PENULTIMATE));
        Optional<TextEncoder> t5 = context.checkpoint().componentNames().contains(LONG_ENCODER)
                ? Optional.of(context.textEncoder(LONG_ENCODER, "tokenizer_3"))
                : Optional.empty();
        int width = TransformerConfig.of(context).config().integer("joint_attention_dim", 4096);
        return new TripleEncoder(clips, t5, width);
    }

    @Override
    public LatentRecipe recipe(PipelineContext context, BackboneInfo backbone, AutoencoderInfo autoencoder) {
        return new StableDiffusion3Recipe(TransformerConfig.of(context).patch());
    }
}
