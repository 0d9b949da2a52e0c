package io.diffusion4j.app.output;

import io.diffusion4j.core.diagnostics.StepStatistics;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.settings.SettingsJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What each step of a run was like, one JSON object in a line. The file grows under another name and gets its own when it is
 * closed, also after a run that failed: then it is needed most.
 */
public final class DiagnosticsFile implements AutoCloseable {
    private final Path target;
    private final Path draft;
    private final BufferedWriter writer;

    private DiagnosticsFile(Path target, Path draft, BufferedWriter writer) {
        this.target = target;
        this.draft = draft;
        this.writer = writer;
    }

    /** @throws OutputException if nothing can be written there */
    public static DiagnosticsFile create(Path file) {
        Path target = file.toAbsolutePath();
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            Files.createDirectories(target.getParent());
            return new DiagnosticsFile(target, draft, Files.newBufferedWriter(draft));
        } catch (IOException e) {
            throw refusal(target, e);
        }
    }

    /** @param firstImage number of the batch's first image */
    void write(int firstImage, StepStatistics statistics) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("first-image", firstImage);
        line.putAll(statistics.toMap());
        try {
            writer.write(SettingsJson.toLine(line));
            writer.write('\n');
        } catch (IOException e) {
            throw refusal(target, e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw refusal(target, e);
        }
    }

    private static OutputException refusal(Path file, IOException e) {
        return new OutputException(
                "cannot write %s: %s; choose another file with --diagnostics".formatted(file, IoReason.of(e)), e);
    }
}
