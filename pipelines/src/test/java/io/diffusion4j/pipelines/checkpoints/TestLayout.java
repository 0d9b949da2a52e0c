package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.checkpoint.ComponentCheckpoint;
import io.diffusion4j.core.weights.SafetensorsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layout as a plugin would bring it. */
public final class TestLayout implements CheckpointLayout {
    /** A class loader that lists it as a service. */
    static ClassLoader loader(Path folder) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(CheckpointLayout.class.getName()), TestLayout.class.getName());
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, TestLayout.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String type() {
        return "mine";
    }

    @Override
    public String summary() {
        return "For tests";
    }

    @Override
    public boolean recognizes(SafetensorsFile file) {
        return file.names().contains("lora_up");
    }

    @Override
    public Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs) {
        return new ComponentCheckpoint(location, "MyPipeline", List.of(), Map.of());
    }
}
