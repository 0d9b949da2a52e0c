package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.checkpoint.ComponentCheckpoint;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.settings.ReferenceConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a checkpoint of what a single file holds and, for all that it lacks, a folder. Many files hold the backbone alone,
 * so text encoders, tokenizers and autoencoder come from a folder that several files share.
 *
 * @param location the file
 * @param pipelineClass the pipeline that the model is for
 */
public record SingleFileModel(Path location, String pipelineClass, Optional<CompanionFolder> companion) {
    private static final String SCHEDULER = "scheduler";

    /** The scheduler of the folder, or else one with the published config, which names its class. */
    public Component scheduler(ReferenceConfig published) {
        return companion.flatMap(folder -> folder.component(SCHEDULER)).orElseGet(() -> publishedScheduler(published));
    }

    public static Component publishedScheduler(ReferenceConfig published) {
        return new Component(SCHEDULER, published.className(), published, Optional.empty());
    }

    /** @throws CheckpointException that names all that is missing, and how to give it */
    public Checkpoint of(Component scheduler, List<FilePart> parts) {
        List<String> missing = parts.stream().flatMap(this::missing).toList();
        if (!missing.isEmpty()) {
            throw new CheckpointException(location + ": the file is not a whole model; it has no "
                    + String.join(", no ", missing) + "; "
                    + companion
                            .map(folder -> "add what is missing to " + folder.path())
                            .orElse("give a folder in the diffusers layout that has what is missing as `model-config`"
                                    + " (on the command line --model-config FOLDER)"));
        }
        List<Component> components = new ArrayList<>(List.of(scheduler));
        Map<String, Path> folders = new HashMap<>();
        for (FilePart part : parts) {
            component(part).ifPresent(components::add);
            part.tokenizer()
                    .ifPresent(tokenizer -> folder(tokenizer.component())
                            .ifPresent(folder -> folders.put(tokenizer.component(), folder)));
        }
        return new ComponentCheckpoint(location, pipelineClass, components, folders);
    }

    /** A folder may leave out on purpose what a family needs otherwise, as it may when it is a model of its own. */
    private Stream<String> missing(FilePart part) {
        if (part.weights().isEmpty()) {
            return part.needed() && companion.isEmpty() ? Stream.of(part.name()) : Stream.empty();
        }
        return part
                .tokenizer()
                .filter(tokenizer -> !tokenizer.builtIn())
                .map(FilePart.Tokenizer::component)
                .filter(tokenizer -> folder(tokenizer).isEmpty())
                .stream();
    }

    private Optional<Component> component(FilePart part) {
        return part.weights().isEmpty()
                ? companion.flatMap(folder -> folder.component(part.name()))
                : Optional.of(part.component(companion.flatMap(folder -> folder.config(part.name()))));
    }

    private Optional<Path> folder(String component) {
        return companion.flatMap(folder -> folder.folder(component));
    }
}
