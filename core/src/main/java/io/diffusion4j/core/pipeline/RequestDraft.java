package io.diffusion4j.core.pipeline;

import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A request that can still be changed: where the copying methods of the record change one component. */
final class RequestDraft {
    String prompt;
    String negativePrompt;
    int count;
    int batch;
    Optional<Long> seed;
    Optional<Integer> width;
    Optional<Integer> height;
    int steps;
    int clipSkip;
    Optional<List<Double>> timesteps;
    Optional<List<Double>> sigmas;
    Optional<Part<SchedulerProvider<?>>> scheduler;
    Optional<Part<GuidanceProvider<?>>> guidance;
    List<Part<SamplingMethodProvider<?>>> sampling;
    NonFinite nonFinite;
    Optional<Path> image;
    Optional<Double> strength;

    RequestDraft(GenerationRequest request) {
        prompt = request.prompt();
        negativePrompt = request.negativePrompt();
        count = request.count();
        batch = request.batch();
        seed = request.seed();
        width = request.width();
        height = request.height();
        steps = request.steps();
        clipSkip = request.clipSkip();
        timesteps = request.timesteps();
        sigmas = request.sigmas();
        scheduler = request.scheduler();
        guidance = request.guidance();
        sampling = request.sampling();
        nonFinite = request.nonFinite();
        image = request.image();
        strength = request.strength();
    }

    GenerationRequest request() {
        return new GenerationRequest(
                prompt,
                negativePrompt,
                count,
                batch,
                seed,
                width,
                height,
                steps,
                clipSkip,
                timesteps,
                sigmas,
                scheduler,
                guidance,
                sampling,
                nonFinite,
                image,
                strength);
    }
}
