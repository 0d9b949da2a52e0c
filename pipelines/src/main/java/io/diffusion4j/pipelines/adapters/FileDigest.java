package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.files.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Holds an adapter to the very file that an image was made with. */
final class FileDigest {
    private static final int BUFFER_BYTES = 1 << 20;

    private FileDigest() {}

    /**
     * The settings with the file's digest.
     *
     * @throws CheckpointException if they have another one
     */
    static AdapterSettings pin(AdapterSettings settings) {
        String digest = sha256(settings.file());
        settings.digest().filter(expected -> !expected.equals(digest)).ifPresent(expected -> {
            throw new CheckpointException(settings.file() + ": another file than was asked for: its SHA-256 is "
                    + digest + ", not " + expected + "; bring the old file back, or leave out `digest`");
        });
        return new AdapterSettings(
                settings.file().toAbsolutePath(), settings.scale(), settings.scales(), Optional.of(digest));
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot be read: " + IoReason.of(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
