package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.GenerationResult;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import java.util.Optional;

/**
 * Latent diffusion, from text or from an image and text: prompts become conditioning, noise or a noised image becomes
 * latents in steps, and an autoencoder makes pixels of them. Rombach et al. 2022.
 */
public final class LatentDiffusionPipeline implements Pipeline {
    private final PipelineContext context;
    private final PromptEncoder prompts;
    private final LatentModel model;
    private Backbone precise;

    /** The pipeline owns what the context has loaded. */
    public LatentDiffusionPipeline(PipelineContext context, PromptEncoder prompts, LatentModel model) {
        this.context = context;
        this.prompts = prompts;
        this.model = model;
    }

    @Override
    public GenerationResult generate(GenerationRequest asked, GenerationObserver observer) {
        Optional<InitialImage> image = asked.image().map(InitialImage::read);
        GenerationRequest request = new RequestDefaults(context, model).resolve(asked, image.map(InitialImage::size));
        LatentRun run = new LatentRun(context, model, request, observer, this::precise);
        return new GenerationResult(run.images(prompts, image));
    }

    /** Loaded when a run first needs it, and kept. */
    private synchronized Backbone precise() {
        if (precise == null) {
            precise = model.precise(context);
        }
        return precise;
    }

    @Override
    public void close() {
        context.close();
    }
}
