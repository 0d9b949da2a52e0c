package io.diffusion4j.core.sampling;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A run between two steps as a safetensors file: tensors {@code sample}, {@code predicted-original} if there is one, and
 * {@code history.0}, {@code history.1}, ...; the next step, the number of draws and what the run is
 * made from are metadata. Another process that
 * plans the same trajectory continues it to the same numbers.
 */
public final class StateFile {
    private static final String SAMPLE = "sample";
    private static final String ORIGINAL = "predicted-original";
    private static final String HISTORY = "history.";
    private static final String INDEX = "index";
    private static final String DRAWS = "draws";
    private static final String RUN = "run";

    private StateFile() {}

    /**
     * Writes under another name first.
     *
     * @param run what the run is made from; reading asks for the same
     * @throws io.diffusion4j.core.error.OutputException if it cannot be written
     */
    public static void write(SamplerState state, String run, Path target) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(SAMPLE, state.sample());
        state.predictedOriginal().ifPresent(original -> tensors.put(ORIGINAL, original));
        for (int i = 0; i < state.history().size(); i++) {
            tensors.put(HISTORY + i, state.history().get(i));
        }
        SafetensorsWriter.write(
                target,
                tensors,
                Map.of(INDEX, Integer.toString(state.index()), DRAWS, Integer.toString(state.draws()), RUN, run));
    }

    /**
     * Reads what {@link #write} wrote; tensors are on the CPU and belong to the open scope.
     *
     * @param run what it was written with
     * @throws CheckpointException if the file cannot be read, holds something else, or belongs to another run
     */
    public static SamplerState read(Path file, String run) {
        try (SafetensorsFile stored = SafetensorsFile.open(file);
                Scope scope = Scope.open()) {
            if (!stored.names().contains(SAMPLE)) {
                throw new CheckpointException(file + ": is no stored run: it has no tensor '" + SAMPLE + "'");
            }
            if (!run.equals(stored.metadata().get(RUN))) {
                throw new CheckpointException(
                        file + ": holds a run of other settings; use those, or delete the file to begin anew");
            }
            List<Tensor> history = new ArrayList<>();
            while (stored.names().contains(HISTORY + history.size())) {
                history.add(stored.open(HISTORY + history.size()).clone());
            }
            Optional<Tensor> original = stored.names().contains(ORIGINAL)
                    ? Optional.of(scope.keep(stored.open(ORIGINAL).clone()))
                    : Optional.empty();
            return new SamplerState(
                    number(stored, INDEX),
                    number(stored, DRAWS),
                    scope.keep(stored.open(SAMPLE).clone()),
                    original,
                    scope.keep(history));
        }
    }

    private static int number(SafetensorsFile stored, String key) {
        String text = stored.metadata().get(key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CheckpointException(
                    stored.location() + ": is no stored run: its metadata has " + key + " = " + text, e);
        }
    }
}
