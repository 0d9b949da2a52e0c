package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A checkpoint in which one component is the one that is being trained; that of the folder is never opened. */
record TrainedCheckpoint(Checkpoint checkpoint, Component trained) implements Checkpoint {
    @Override
    public Path location() {
        return checkpoint.location();
    }

    @Override
    public String pipelineClass() {
        return checkpoint.pipelineClass();
    }

    @Override
    public Set<String> componentNames() {
        return checkpoint.componentNames();
    }

    @Override
    public Optional<Component> component(String name) {
        return name.equals(trained.name()) ? Optional.of(trained) : checkpoint.component(name);
    }

    @Override
    public Component require(String name) {
        return name.equals(trained.name()) ? trained : checkpoint.require(name);
    }

    @Override
    public Optional<Path> folder(String name) {
        return checkpoint.folder(name);
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
