package io.diffusion4j.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model in this jar. Models are used as folders, because weights are mapped into memory, so it is unpacked once for each
 * user, into a folder that is named after its content.
 */
public enum ShippedModel {
    /** Small landscapes, 128 by 128 pixels: text to image in the diffusers layout. */
    SCENES,
    /** Tells what is in a picture of {@link #SCENES}, and how well a caption fits it. */
    JUDGE;

    /** A line for each file: its SHA-256 hash, two blanks, its path. */
    private static final String LIST = "files.txt";

    /**
     * The folder with the model, unpacked into the user's cache if it is not there: {@code $XDG_CACHE_HOME/diffusion4j}, or
     * {@code ~/.cache/diffusion4j}, or the folder for temporary files if neither can be written.
     *
     * @throws UncheckedIOException if it cannot be unpacked
     */
    public Path folder() {
        byte[] list = read(LIST);
        String name = folderName() + "-" + fingerprint(list).substring(0, 12);
        try {
            return unpacked(cache().resolve(name), list);
        } catch (IOException notThere) {
            try {
                return unpacked(Path.of(System.getProperty("java.io.tmpdir"), "diffusion4j", name), list);
            } catch (IOException e) {
                e.addSuppressed(notThere);
                throw new UncheckedIOException("the model " + folderName() + " cannot be unpacked: " + e, e);
            }
        }
    }

    private String folderName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Path cache() {
        String set = System.getenv("XDG_CACHE_HOME");
        Path base = set != null && !set.isBlank() ? Path.of(set) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("diffusion4j");
    }

    private Path unpacked(Path target, byte[] list) throws IOException {
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempDirectory(target.getParent(), "." + folderName());
        try {
            for (String line : new String(list, StandardCharsets.UTF_8).lines().toList()) {
                String file = line.substring(line.indexOf("  ") + 2);
                Path place = draft.resolve(file);
                Files.createDirectories(place.getParent());
                Files.write(place, read(file));
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process may have been faster.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        } finally {
            delete(draft);
        }
        return target;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }

    private byte[] read(String file) {
        String resource = folderName() + "/" + file;
        try (InputStream in = ShippedModel.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("this jar has no " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static String fingerprint(byte[] list) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(list));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
