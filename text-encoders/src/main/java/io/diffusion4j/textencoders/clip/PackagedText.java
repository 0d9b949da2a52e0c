package io.diffusion4j.textencoders.clip;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Compressed text files that lie beside the classes of this package. */
final class PackagedText {
    private PackagedText() {}

    static List<String> lines(String name) {
        try (InputStream file = PackagedText.class.getResourceAsStream(name);
                InputStream text = new GZIPInputStream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " is missing from this jar or damaged", e);
        }
    }
}
