package io.diffusion4j.pipelines.texttoimage;

import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.PipelineContext;
import java.util.concurrent.ThreadLocalRandom;

/** Fills what a request leaves open from the model, and refuses what the model cannot do. */
final class RequestDefaults {
    /** Generators look at the low 32 bits of a seed only. */
    private static final long SEEDS = 1L << 32;

    private RequestDefaults() {}

    static GenerationRequest resolve(
            GenerationRequest request, BackboneInfo backbone, AutoencoderInfo autoencoder, PipelineContext context) {
        int own = backbone.sampleSize() * autoencoder.factor();
        if (backbone.inChannels() != autoencoder.latentChannels()) {
            throw new ConfigurationException(
                    ("%s: its backbone takes %d channels, but text-to-image gives it %d; this is a model for inpainting or"
                                    + " another task")
                            .formatted(
                                    context.checkpoint().location(),
                                    backbone.inChannels(),
                                    autoencoder.latentChannels()));
        }
        return request.withSeed(request.seed()
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(SEEDS)))
                .withSize(
                        multiple("width", request.width().orElse(own), autoencoder.factor()),
                        multiple("height", request.height().orElse(own), autoencoder.factor()))
                .withScheduler(context.schedulerPart(request.scheduler()))
                .withGuidance(context.guidancePart(request.guidance()));
    }

    private static int multiple(String name, int pixels, int factor) {
        int below = pixels / factor * factor;
        if (below != pixels) {
            throw new ConfigurationException("request.%s: must be a multiple of %d, got %d; the nearest are %d and %d"
                    .formatted(name, factor, pixels, below, below + factor));
        }
        return pixels;
    }
}
