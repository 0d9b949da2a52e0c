package io.diffusion4j.pipelines.latent;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Fills what a request leaves open from the model, and refuses what the model cannot do. */
record RequestDefaults(PipelineContext context, LatentModel model) {
    /** Generators look at the low 32 bits of a seed only. */
    private static final long SEEDS = 1L << 32;

    /** How much of an image is changed. */
    private static final double STRENGTH = 0.8;

    /** @param image size of the image that the run begins with */
    GenerationRequest resolve(GenerationRequest request, Optional<ImageSize> image) {
        requireLatents();
        ImageSize own = image.map(size -> size.within(model.multiple())).orElseGet(model::ownSize);
        return beginning(request)
                .withSeed(request.seed()
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(SEEDS)))
                .withSize(
                        multiple("width", request.width().orElse(own.width())),
                        multiple("height", request.height().orElse(own.height())))
                .withScheduler(context.schedulerPart(request.scheduler()))
                .withGuidance(
                        context.guidancePart(request.guidance(), model.recipe().guidance()));
    }

    /** The manifest is read in other folders. */
    private static GenerationRequest beginning(GenerationRequest request) {
        return request.image()
                .map(file -> request.withImage(
                        file.toAbsolutePath(), request.strength().orElse(STRENGTH)))
                .orElse(request);
    }

    private void requireLatents() {
        int taken = model.backbone().info().inChannels();
        int given = model.autoencoder().info().latentChannels();
        if (taken != given) {
            throw new ConfigurationException(
                    ("%s: its backbone takes %d channels, but text-to-image gives it %d; this is a model for inpainting or"
                                    + " another task")
                            .formatted(context.checkpoint().location(), taken, given));
        }
    }

    private int multiple(String name, int pixels) {
        int factor = model.multiple();
        int below = pixels / factor * factor;
        if (below != pixels || pixels == 0) {
            throw new ConfigurationException("request.%s: must be a multiple of %d, got %d; the nearest are %d and %d"
                    .formatted(name, factor, pixels, below, below + factor));
        }
        return pixels;
    }
}
