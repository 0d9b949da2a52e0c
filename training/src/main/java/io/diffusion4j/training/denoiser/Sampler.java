package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.pipelines.latent.LatentDiffusionPipeline;
import io.diffusion4j.pipelines.latent.LatentModel;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.training.diffusion.Objective;
import io.diffusion4j.training.diffusion.ScheduledProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes pictures with the very weights that are being trained. @param pipeline is closed with what it is made of */
record Sampler(Pipeline pipeline, GenerationRequest request, SampleSettings settings) {
    static Sampler of(
            PipelineContext parts,
            LatentModel model,
            PromptEncoder prompts,
            NullCondition nullCondition,
            SampleSettings settings,
            Optional<Part<SchedulerProvider<?>>> scheduler) {
        GenerationRequest request = GenerationRequest.defaults().withSteps(settings.steps());
        request = scheduler.map(request::withScheduler).orElse(request);
        request = settings.guidance().map(request::withGuidance).orElse(request);
        Pipeline pipeline = new LatentDiffusionPipeline(parts, new WithoutWords(prompts, nullCondition), model);
        return new Sampler(pipeline, request, settings);
    }

    /** The one that is asked for; or else what is good in few steps, for models with a noise schedule. */
    static Optional<Part<SchedulerProvider<?>>> scheduler(
            SampleSettings settings, Objective objective, PipelineContext parts, Providers providers) {
        if (settings.scheduler().isPresent() || !(objective.process() instanceof ScheduledProcess)) {
            return settings.scheduler();
        }
        return providers
                .find(SchedulerProvider.class, "dpm-solver++")
                .map(provider -> Part.ofReference(
                        (SchedulerProvider<?>) provider,
                        parts.checkpoint().require("scheduler").config()));
    }

    /** One sheet of all prompts. */
    void write(Path folder, long step) {
        List<GeneratedImage> images = new ArrayList<>();
        for (String prompt : settings.prompts()) {
            GenerationRequest one = request.withPrompt(prompt).withSeed(settings.seed() + images.size());
            images.addAll(pipeline.generate(one).images());
        }
        if (!images.isEmpty()) {
            new SampleSheet(images).write(folder.resolve("%08d.png".formatted(step)));
        }
    }

    /** Guides away from what the model was told where there was no caption. */
    private record WithoutWords(PromptEncoder prompts, NullCondition nullCondition) implements PromptEncoder {
        @Override
        public Conditioning positive(GenerationRequest request) {
            return prompts.positive(request);
        }

        @Override
        public Conditioning negative(GenerationRequest request) {
            return request.negativePrompt().isEmpty() ? nullCondition.row() : prompts.negative(request);
        }

        @Override
        public String name() {
            return prompts.name();
        }
    }
}
