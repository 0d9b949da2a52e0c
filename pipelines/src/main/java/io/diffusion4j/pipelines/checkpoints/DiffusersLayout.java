package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.error.CheckpointException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder with a {@code model_index.json} and one folder per component. */
final class DiffusersLayout implements Layout {
    @Override
    public Optional<Checkpoint> open(Path location, CheckpointOptions options) {
        if (!Files.isDirectory(location)) {
            return Optional.empty();
        }
        Path index = location.resolve("model_index.json");
        if (!Files.isRegularFile(index)) {
            throw new CheckpointException(withoutIndex(location));
        }
        FolderCheckpoint checkpoint = new FolderCheckpoint(location, ModelIndex.read(index), options.variant());
        checkpoint.checkVariant();
        return Optional.of(checkpoint);
    }

    private static String withoutIndex(Path folder) {
        if (Files.isRegularFile(folder.resolve("config.json"))) {
            return folder + ": this is one component of a model (there is a config.json, but no model_index.json); give"
                    + " the folder above it";
        }
        List<String> files = WeightFiles.names(folder).stream()
                .filter(name -> name.endsWith(".safetensors"))
                .toList();
        return files.isEmpty()
                ? folder + ": not a model folder: there is no model_index.json"
                : folder + ": there is no model_index.json; if one of its files is a whole model, name that file: "
                        + String.join(", ", files);
    }
}
