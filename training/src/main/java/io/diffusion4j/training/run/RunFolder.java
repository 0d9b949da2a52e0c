package io.diffusion4j.training.run;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder of a run: {@code checkpoints/step-00000500}, {@code samples}, {@code model}, {@code log.jsonl}. Folders are
 * written under another name and moved when they are whole.
 */
public final class RunFolder {
    private static final String DRAFT = ".draft-";
    private static final int KEPT = 2;

    private final Path root;

    /** @throws OutputException if it cannot be made */
    public RunFolder(Path root) {
        this.root = root;
        guarded(root, () -> {
            Files.createDirectories(checkpoints());
            Files.createDirectories(samples());
            for (Path draft : drafts()) {
                delete(draft);
            }
        });
    }

    public Path root() {
        return root;
    }

    public Path log() {
        return root.resolve("log.jsonl");
    }

    public Path samples() {
        return root.resolve("samples");
    }

    /** Where the finished model is. */
    public Path model() {
        return root.resolve("model");
    }

    private Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /** The newest checkpoint, if there is one. */
    public Optional<Path> latestCheckpoint() {
        List<Path> all = checkpointsInOrder();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** Writes a checkpoint and then deletes those before the last one. @return the folder */
    Path writeCheckpoint(long step, Consumer<Path> write) {
        Path target = checkpoints().resolve("step-%08d".formatted(step));
        replace(target, write);
        List<Path> all = checkpointsInOrder();
        guarded(target, () -> {
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                delete(old);
            }
        });
        return target;
    }

    /** Writes the model in place of the one that is there. */
    void writeModel(Consumer<Path> write) {
        replace(model(), write);
    }

    private void replace(Path target, Consumer<Path> write) {
        Path draft = target.resolveSibling(DRAFT + target.getFileName());
        Path old = target.resolveSibling(DRAFT + "old-" + target.getFileName());
        guarded(target, () -> {
            try {
                delete(draft);
                write.accept(Files.createDirectories(draft));
                if (Files.exists(target)) {
                    Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
                }
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(draft);
                delete(old);
            }
        });
    }

    private List<Path> checkpointsInOrder() {
        try (Stream<Path> all = Files.list(checkpoints())) {
            return all.filter(path -> path.getFileName().toString().startsWith("step-"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new OutputException(checkpoints() + ": cannot be read: " + IoReason.of(e), e);
        }
    }

    private List<Path> drafts() throws IOException {
        try (Stream<Path> all = Files.walk(root, 2)) {
            return all.filter(path -> path.getFileName().toString().startsWith(DRAFT))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @FunctionalInterface
    private interface FileWork {
        void run() throws IOException;
    }

    private static void guarded(Path what, FileWork work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new OutputException(what + ": cannot be written: " + IoReason.of(e), e);
        }
    }
}
