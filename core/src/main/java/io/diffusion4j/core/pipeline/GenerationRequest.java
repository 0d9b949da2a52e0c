package io.diffusion4j.core.pipeline;

import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.DefaultType;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What to make. A value; also the {@code request} block of a YAML file. */
@Doc("What to make")
public record GenerationRequest(
        @Doc("What the image should show") String prompt,
        @Doc("What it should not show") String negativePrompt,

        @Doc("How many images; image i has the seed + i") @Range(min = 1, max = 10_000)
        int count,

        @Doc("How many of them are computed together") @Range(min = 1, max = 64)
        int batch,

        @Doc("Seed of the first image; a random one if left out")
        Optional<Long> seed,

        @Doc("Width in pixels; the model's own if left out") @Range(min = 8, max = 16_384)
        Optional<Integer> width,

        @Doc("Height in pixels; the model's own if left out") @Range(min = 8, max = 16_384)
        Optional<Integer> height,

        @Doc("Number of inference steps") @Range(min = 1, max = 10_000)
        int steps,

        @Doc("How many of the text encoder's last layers to leave out") @Range(min = 0, max = 64)
        int clipSkip,

        @Doc("Custom timesteps instead of steps") Optional<List<Double>> timesteps,
        @Doc("Custom noise levels instead of steps") Optional<List<Double>> sigmas,

        @Doc("The scheduler; the checkpoint's own if left out")
        Optional<Part<SchedulerProvider<?>>> scheduler,

        @Doc("The guidance; the model family's own if left out, such as cfg with scale 7.5") @DefaultType("cfg")
        Optional<Part<GuidanceProvider<?>>> guidance,

        @Doc("Methods that change how the scheduler samples; the first is the innermost")
        List<Part<SamplingMethodProvider<?>>> sampling,

        @Doc("What to do about values that are not numbers or infinite")
        NonFinite nonFinite,

        @Doc("The image to begin with, instead of noise") Optional<Path> image,

        @Doc("How much of that image is changed: the share of the steps that is run; 0.8 if left out")
        @Range(min = 0, max = 1)
        Optional<Double> strength) {

    public GenerationRequest {
        Constraints.check(
                GenerationRequest.class,
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
        sampling = List.copyOf(sampling);
        timesteps = timesteps.map(List::copyOf);
        sigmas = sigmas.map(List::copyOf);
        if (strength.isPresent() && image.isEmpty()) {
            throw new InvalidSetting("strength", "needs an image to act on; give request.image too, or leave it out");
        }
        if (timesteps.isPresent() && sigmas.isPresent()) {
            throw new InvalidSetting("sigmas", "and timesteps exclude each other; give one of them");
        }
    }

    public static GenerationRequest defaults() {
        return new GenerationRequest(
                "",
                "",
                1,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                20,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                NonFinite.FAIL,
                Optional.empty(),
                Optional.empty());
    }

    public static GenerationRequest of(String prompt) {
        return defaults().withPrompt(prompt);
    }

    public GenerationRequest withPrompt(String newPrompt) {
        return with(draft -> draft.prompt = newPrompt);
    }

    public GenerationRequest withNegativePrompt(String newNegativePrompt) {
        return with(draft -> draft.negativePrompt = newNegativePrompt);
    }

    public GenerationRequest withCount(int newCount) {
        return with(draft -> draft.count = newCount);
    }

    public GenerationRequest withBatch(int newBatch) {
        return with(draft -> draft.batch = newBatch);
    }

    public GenerationRequest withSeed(long newSeed) {
        return with(draft -> draft.seed = Optional.of(newSeed));
    }

    /** @param newWidth pixels @param newHeight pixels */
    public GenerationRequest withSize(int newWidth, int newHeight) {
        return with(draft -> {
            draft.width = Optional.of(newWidth);
            draft.height = Optional.of(newHeight);
        });
    }

    public GenerationRequest withSteps(int newSteps) {
        return with(draft -> draft.steps = newSteps);
    }

    public GenerationRequest withClipSkip(int newClipSkip) {
        return with(draft -> draft.clipSkip = newClipSkip);
    }

    public GenerationRequest withScheduler(Part<SchedulerProvider<?>> newScheduler) {
        return with(draft -> draft.scheduler = Optional.of(newScheduler));
    }

    public GenerationRequest withGuidance(Part<GuidanceProvider<?>> newGuidance) {
        return with(draft -> draft.guidance = Optional.of(newGuidance));
    }

    /** @param methods the first is the innermost */
    public GenerationRequest withSampling(List<Part<SamplingMethodProvider<?>>> methods) {
        return with(draft -> draft.sampling = methods);
    }

    public GenerationRequest withNonFinite(NonFinite newNonFinite) {
        return with(draft -> draft.nonFinite = newNonFinite);
    }

    /** Begins with that image. @param newStrength more than 0 to 1 */
    public GenerationRequest withImage(Path newImage, double newStrength) {
        return with(draft -> {
            draft.image = Optional.of(newImage);
            draft.strength = Optional.of(newStrength);
        });
    }

    private GenerationRequest with(Consumer<RequestDraft> change) {
        RequestDraft draft = new RequestDraft(this);
        change.accept(draft);
        return draft.request();
    }
}
