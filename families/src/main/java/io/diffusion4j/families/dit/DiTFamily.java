package io.diffusion4j.families.dit;

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
import java.util.Set;

/** Images of a class, by class-conditional diffusion transformers. Peebles and Xie 2023. */
public final class DiTFamily implements LatentFamily {
    @Override
    public String type() {
        return "dit";
    }

    @Override
    public String summary() {
        return "DiT: the prompt is the number or the name of a class";
    }

    @Override
    public Set<String> pipelineClasses() {
        return Set.of("DiTPipeline");
    }

    @Override
    public List<PublishedModel> publishedModels() {
        return List.of(new PublishedModel("dit-xl-2-256", DType.FLOAT32, DiTFamily.class));
    }

    @Override
    public String backbone() {
        return TransformerConfig.COMPONENT;
    }

    @Override
    public PromptEncoder prompts(PipelineContext context) {
        int classes = TransformerConfig.of(context).config().integer("num_embeds_ada_norm", 1000);
        return new ClassPrompts(ClassNames.of(context.checkpoint().location(), classes), context.device());
    }

    @Override
    public LatentRecipe recipe(PipelineContext context, BackboneInfo backbone, AutoencoderInfo autoencoder) {
        return new DiTRecipe(TransformerConfig.of(context).patch());
    }
}
