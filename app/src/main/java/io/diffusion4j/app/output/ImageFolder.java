package io.diffusion4j.app.output;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.IoReason;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.pipelines.output.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where images go: the next free numbers of a folder, or a file that was named. */
public final class ImageFolder {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{5,9})-.*\\.png");

    private final Path folder;
    private final String namedFile;
    private final boolean several;
    private final List<Saved> saved = new ArrayList<>();

    /** An image and where it lies. */
    public record Saved(Path file, GeneratedImage image) {}

    private ImageFolder(Path folder, String namedFile, boolean several) {
        this.folder = folder;
        this.namedFile = namedFile;
        this.several = several;
    }

    /**
     * Checks the place before any time is spent on images, and leaves no trace of that. The folder is made with the first
     * image.
     *
     * @param output a folder, or a file ending in {@code .png}
     * @param count how many images will be saved; several ones get their numbers behind the name of the file
     * @throws OutputException if nothing can be written there
     */
    public static ImageFolder prepare(Path output, int count) {
        Path absolute = output.toAbsolutePath();
        boolean named = output.toString().toLowerCase(Locale.ROOT).endsWith(".png") && !Files.isDirectory(absolute);
        Path folder = named ? absolute.getParent() : absolute;
        try {
            Files.delete(Files.createTempFile(nearestThatExists(folder), ".d4j", ".probe"));
            return new ImageFolder(folder, named ? absolute.getFileName().toString() : "", count > 1);
        } catch (IOException e) {
            throw refusal(folder, IoReason.of(e), e);
        }
    }

    private static Path nearestThatExists(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw refusal(folder, existing + " is a file", null);
        }
        return existing;
    }

    private static OutputException refusal(Path folder, String reason, Exception cause) {
        return new OutputException(
                "cannot write to %s: %s; choose another place with --output".formatted(folder, reason), cause);
    }

    /** Writes the image as soon as it is there, so that a later failure does not lose it. */
    public synchronized void save(GeneratedImage image) {
        Path file = folder.resolve(namedFile.isEmpty() ? nextName(image) : givenName(image));
        PngFile.save(image, file);
        saved.add(new Saved(file, image));
    }

    public synchronized List<Saved> saved() {
        return List.copyOf(saved);
    }

    private String givenName(GeneratedImage image) {
        String stem = namedFile.substring(0, namedFile.length() - ".png".length());
        return several ? stem + "-" + (image.index() + 1) + ".png" : namedFile;
    }

    /** The number behind the highest one there, looked up each time: other processes may write here too. */
    private String nextName(GeneratedImage image) {
        int highest = -1;
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                highest = files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                        .filter(Matcher::matches)
                        .mapToInt(name -> Integer.parseInt(name.group(1)))
                        .max()
                        .orElse(-1);
            } catch (IOException e) {
                throw refusal(folder, IoReason.of(e), e);
            }
        }
        return "%05d-%s.png".formatted(highest + 1, image.manifest().image().get("seed"));
    }
}
