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

/** Opens files as models for a pipeline that has the name of the class loader that the layout comes from. */
public final class TestLayout implements CheckpointLayout {
    private static final String NAME = TestLayout.class.getName();

    /** A class loader that has this class of its own, as that of a plugin has, and lists it as a service. */
    static ClassLoader plugin(Path folder) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(CheckpointLayout.class.getName()), NAME);
            URL classes = TestLayout.class.getProtectionDomain().getCodeSource().getLocation();
            URL[] urls = {folder.toUri().toURL(), classes};
            return new URLClassLoader("plugin", urls, TestLayout.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    return name.equals(NAME) && findLoadedClass(name) == null
                            ? findClass(name)
                            : super.loadClass(name, resolve);
                }
            };
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
        return file.names().contains("mine");
    }

    @Override
    public Optional<String> resembles(SafetensorsFile file) {
        return file.names().contains("mine.too") ? Optional.of("another form of mine") : Optional.empty();
    }

    @Override
    public Checkpoint open(Path location, SafetensorsFile file, Optional<Path> configs) {
        return new ComponentCheckpoint(location, getClass().getClassLoader().getName(), List.of(), Map.of());
    }
}
