package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.pipeline.PipelineProvider;

/**
 * A family of latent diffusion models: how it reads prompts, and what its runs have of their own. All else is the same for
 * all of them. Found as any {@link PipelineProvider}.
 */
public interface LatentFamily extends PipelineProvider {
    /** The component that predicts: {@code unet}. */
    String backbone();

    /** Loads what reads the prompts. */
    PromptEncoder prompts(PipelineContext context);

    /** What the runs of that checkpoint have of their own; reads configs only. @param backbone as it was loaded */
    default LatentRecipe recipe(PipelineContext context, BackboneInfo backbone, AutoencoderInfo autoencoder) {
        return LatentRecipe.plain();
    }

    @Override
    default Pipeline create(PipelineContext context) {
        PromptEncoder prompts = prompts(context);
        return new LatentDiffusionPipeline(context, prompts, LatentModel.load(context, this));
    }
}
