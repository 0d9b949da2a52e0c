package io.diffusion4j.training.run;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.training.data.BatchSettings;
import io.diffusion4j.training.data.DataSetProvider;
import io.diffusion4j.training.optimization.AdamWSettings;
import io.diffusion4j.training.optimization.AverageSettings;
import io.diffusion4j.training.precision.Precision;
import io.diffusion4j.training.task.TrainingTaskProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a training file holds. */
@Doc("A Diffusion4J training run")
public record TrainingSettings(
        @Doc("What to train; required") Optional<Part<TrainingTaskProvider<?>>> task,

        @Doc("What to train on; required") Optional<Part<DataSetProvider<?>>> data,

        @Doc("File that keeps the decoded pictures from the second epoch on, 3 bytes a pixel; none if left out")
        Optional<Path> cache,

        @Doc("Folder for checkpoints, log, samples and the finished model; a run that is in it goes on")
        Path output,

        @Doc("Seed of everything that is left to chance") long seed,

        @Doc("How many times the weights are changed") @Range(min = 1)
        long steps,

        @Doc("How pictures become batches") BatchSettings batch,

        @Doc("Batches whose gradients are summed up before the weights change") @Range(min = 1)
        int accumulate,

        @Doc("Where to compute: auto, cpu, cuda or cuda:N") String device,

        @Doc("What matrix products and convolutions compute in")
        Precision precision,

        @Doc("How the weights are changed") AdamWSettings optimizer,

        @Doc("Keep an average of the weights, and write that as the model; off if left out")
        Optional<AverageSettings> average,

        @Doc("The longest vector of gradients; longer ones are shortened") @Range(min = 0)
        Optional<Double> clip,

        @Doc("Steps in a row that may be skipped because gradients are not finite, before the run stops")
        @Range(min = 0)
        int maxSkipped,

        @Doc("How often something is written") Intervals every,

        @Doc("Folders with plugin jars") List<Path> plugins) {
    public TrainingSettings {
        Constraints.check(
                TrainingSettings.class,
                task,
                data,
                cache,
                output,
                seed,
                steps,
                batch,
                accumulate,
                device,
                precision,
                optimizer,
                average,
                clip,
                maxSkipped,
                every,
                plugins);
        plugins = List.copyOf(plugins);
    }

    public static TrainingSettings defaults() {
        return new TrainingSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Path.of("training"),
                0,
                1000,
                BatchSettings.defaults(),
                1,
                "auto",
                Precision.FLOAT32,
                AdamWSettings.defaults(),
                Optional.empty(),
                Optional.of(1.0),
                10,
                Intervals.defaults(),
                List.of());
    }
}
