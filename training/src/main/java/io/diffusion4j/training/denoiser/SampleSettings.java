package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.DefaultType;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import java.util.List;
import java.util.Optional;

/** Pictures that show how far a training is. */
@Doc("Pictures that show how far the training is.")
public record SampleSettings(
        @Doc("What they should show, one picture for each; none if empty.")
        List<String> prompts,

        @Doc("Number of inference steps.") @Range(min = 1, max = 10_000)
        int steps,

        @Doc("Seed of the first; each has one more than the one before it.")
        long seed,

        @Doc("The scheduler; dpm-solver++ if left out, or the model's own for straight paths.")
        Optional<Part<SchedulerProvider<?>>> scheduler,

        @Doc("The guidance; the model family's own if left out.") @DefaultType("cfg")
        Optional<Part<GuidanceProvider<?>>> guidance) {
    public SampleSettings {
        Constraints.check(SampleSettings.class, prompts, steps, seed, scheduler, guidance);
        prompts = List.copyOf(prompts);
    }

    public static SampleSettings defaults() {
        return new SampleSettings(List.of(), 20, 0, Optional.empty(), Optional.empty());
    }
}
