package io.diffusion4j.training.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Writes and reads what a run goes on from: tensors in one file, how far it is in another. */
final class TrainingCheckpoint {
    private static final String TENSORS = "state.safetensors";
    private static final String PROGRESS = "progress.json";
    private static final String TASK = "task/";

    private TrainingCheckpoint() {}

    static void write(Path folder, Progress progress, Map<String, Tensor> tensors, Map<String, Tensor> task) {
        Map<String, Tensor> all = new HashMap<>(tensors);
        task.forEach((name, tensor) -> all.put(TASK + name, tensor));
        SafetensorsWriter.write(folder.resolve(TENSORS), all, Map.of());
        try {
            byte[] json = new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(progress)
                    .getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder.resolve(PROGRESS), channel -> channel.write(ByteBuffer.wrap(json)));
        } catch (IOException e) {
            throw new OutputException(folder.resolve(PROGRESS) + ": cannot be written: " + IoReason.of(e), e);
        }
    }

    /**
     * Copies the file's tensors into those of the run.
     *
     * @param tensors all that the run has
     * @return what belongs to the task; in the open scope
     * @throws CheckpointException if the checkpoint was written by a run of other models
     */
    static Map<String, Tensor> restore(Path folder, Map<String, Tensor> tensors) {
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(TENSORS))) {
            Set<String> names = new HashSet<>(file.names());
            names.removeIf(name -> name.startsWith(TASK));
            if (!names.equals(tensors.keySet())) {
                throw otherModels(folder, names, tensors.keySet());
            }
            tensors.forEach((name, tensor) -> file.copyTo(name, tensor));
            Map<String, Tensor> task = new HashMap<>();
            try (Scope scope = Scope.open()) {
                file.names().stream()
                        .filter(name -> name.startsWith(TASK))
                        .forEach(name -> task.put(
                                name.substring(TASK.length()),
                                scope.keep(file.open(name).clone())));
            }
            return task;
        }
    }

    static Progress progress(Path folder) {
        Path file = folder.resolve(PROGRESS);
        try {
            return new ObjectMapper().readValue(file.toFile(), Progress.class);
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    private static CheckpointException otherModels(Path folder, Set<String> stored, Set<String> own) {
        Set<String> missing = new HashSet<>(own);
        missing.removeAll(stored);
        Set<String> unexpected = new HashSet<>(stored);
        unexpected.removeAll(own);
        return new CheckpointException(
                ("%s: the run in this folder trained other models (%d tensors are missing, %d unexpected, such as %s);"
                                + " choose another output folder or delete this one")
                        .formatted(
                                folder,
                                missing.size(),
                                unexpected.size(),
                                java.util.stream.Stream.concat(missing.stream(), unexpected.stream())
                                        .sorted()
                                        .findFirst()
                                        .orElse("none")));
    }
}
