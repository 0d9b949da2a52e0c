package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.DType;

/**
 * What makes latents and images of them, loaded.
 *
 * @param component the backbone's name in the checkpoint
 * @param backbone adapted to the run
 * @param recipe what is the model's own
 */
public record LatentModel(String component, Backbone backbone, Autoencoder autoencoder, LatentRecipe recipe) {
    /** The component of every checkpoint that turns latents into pixels. */
    static final String AUTOENCODER = "vae";

    /** The model of that family in the context's checkpoint. */
    public static LatentModel load(PipelineContext context, LatentFamily family) {
        Backbone own = context.backbone(family.backbone());
        Autoencoder autoencoder = context.autoencoder(AUTOENCODER);
        LatentRecipe recipe = family.recipe(context, own.info(), autoencoder.info());
        return new LatentModel(family.backbone(), recipe.adapt(own), autoencoder, recipe);
    }

    /** The backbone once more, computing in float32. */
    Backbone precise(PipelineContext context) {
        return recipe.adapt(context.backbone(component, DType.FLOAT32));
    }

    /** The size that it was trained on. */
    ImageSize ownSize() {
        int side = backbone.info().sampleSize() * autoencoder.info().factor();
        return new ImageSize(side, side);
    }

    /** What the sides of an image must be multiples of, in pixels. */
    int multiple() {
        return autoencoder.info().factor() * recipe.patch().orElse(1);
    }

    /** Latents of that many images [batch, channels, height, width]. */
    public long[] latentShape(long batch, ImageSize size) {
        int factor = autoencoder.info().factor();
        return new long[] {batch, autoencoder.info().latentChannels(), size.height() / factor, size.width() / factor};
    }

    /** The request with the length of the image sequence, for schedules that depend on it. */
    public PlanRequest withTokens(PlanRequest request, ImageSize size) {
        return recipe.patch()
                .map(patch -> request.withImageTokens(size.height() / multiple() * (size.width() / multiple())))
                .orElse(request);
    }

    /**
     * Where a run begins that changes an image.
     *
     * @param steps that were asked for; a scheduler may evaluate the model several times in each
     * @param strength more than 0 to 1
     * @return index into the trajectory's steps; their number if there is nothing to do
     */
    public int firstStep(Trajectory trajectory, int steps, double strength) {
        int evaluations = trajectory.steps().size();
        // One, or two for schedulers that evaluate twice in all steps but the last; a warm-up adds one at most.
        int perStep = Math.max(1, (evaluations + 1) / steps);
        int skipped = steps - Math.min(steps, recipe.stepsFromImage(steps, strength));
        return Math.min(evaluations, skipped * perStep);
    }
}
