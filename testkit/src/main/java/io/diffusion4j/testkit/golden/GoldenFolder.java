package io.diffusion4j.testkit.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds golden files in folders. */
final class GoldenFolder {
    private GoldenFolder() {}

    /** All JSON files at or below the roots, sorted within each root, each once. */
    static List<Path> jsonFiles(List<Path> roots) {
        return roots.stream().flatMap(root -> below(root).stream()).distinct().toList();
    }

    /** Whether a file that no kind reads is golden data at all, rather than a config or a vocabulary. */
    static boolean holdsGoldenData(GoldenFile file) {
        return file.hasTensors()
                || file.json().path("kind").isTextual()
                || file.json().path("prompts").isArray()
                || file.path().endsWith("golden.json");
    }

    static String nameOfUnknown(GoldenFile file) {
        Path above = file.path().endsWith("golden.json") ? file.folder().getParent() : file.folder();
        return above.getFileName() + "/" + file.caseName();
    }

    private static List<Path> below(Path root) {
        Path start = root.toAbsolutePath().normalize();
        if (!Files.exists(start)) {
            throw new UncheckedIOException(new java.io.FileNotFoundException("there is no " + start));
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
