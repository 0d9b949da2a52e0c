package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A whole model in one safetensors file. */
final class SingleFileLayout implements Layout {
    private static final Pattern PICKLE = Pattern.compile("(?i).*\\.(ckpt|bin|pt|pth)");
    private final List<CheckpointLayout> layouts;

    SingleFileLayout(List<CheckpointLayout> layouts) {
        this.layouts = layouts.stream()
                .sorted(Comparator.comparing(SingleFileLayout::isOfTheHost))
                .toList();
    }

    private static boolean isOfTheHost(CheckpointLayout layout) {
        return layout.getClass().getClassLoader() == SingleFileLayout.class.getClassLoader();
    }

    @Override
    public Optional<Checkpoint> open(Path location, CheckpointOptions options) {
        if (!Files.isRegularFile(location)) {
            return Optional.empty();
        }
        if (PICKLE.matcher(location.getFileName().toString()).matches()) {
            throw new CheckpointException(location
                    + ": pickle files could run code and are not read; convert it to safetensors, for example with"
                    + " diffusers' from_single_file and save_pretrained, or download a safetensors file");
        }
        SafetensorsFile file = SafetensorsFile.open(location);
        CheckpointLayout layout = layouts.stream()
                .filter(candidate -> candidate.recognizes(file))
                .findFirst()
                .orElseThrow(() -> new CheckpointException(location + ": " + UnknownFile.describe(file, layouts)));
        return Optional.of(layout.open(location, file, options.configFolder()));
    }
}
