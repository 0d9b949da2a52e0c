package io.diffusion4j.pipelines.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Goldens, copies of them, and files made of names alone. */
final class TestFiles {
    static final Path FORMATS = Path.of(System.getProperty("goldens"), "formats");
    static final Path FOLDER = FORMATS.resolve("sd15_full");
    static final Path SINGLE = FORMATS.resolve("sd15_full.single_file.safetensors");

    private TestFiles() {}

    static Checkpoint open(Path location) {
        return Checkpoints.open(location, CheckpointOptions.defaults());
    }

    static Path copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with tensors of these names and shapes, filled with zeros. */
    static Path zeros(Path file, Map<String, List<Long>> shapes, Map<String, String> metadata) {
        Map<String, TensorInfo> infos = new TreeMap<>();
        shapes.forEach((name, shape) -> infos.put(name, new TensorInfo(DType.FLOAT16, shape)));
        SafetensorsWriter.write(file, infos, metadata, (name, offset, chunk) -> chunk.position(chunk.limit()));
        return file;
    }

    static void assertSame(TensorSource actual, TensorSource expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        for (String name : expected.names()) {
            assertThat(actual.info(name)).as(name).isEqualTo(expected.info(name));
            try (Scope scope = Scope.open()) {
                assertThat(actual.open(name).equal(expected.open(name)))
                        .as(name)
                        .isTrue();
            }
        }
    }
}
