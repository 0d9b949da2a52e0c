package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafetensorsRoundTripTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void every_element_type_survives(DType dtype) {
        Path file = folder.resolve("x.safetensors");
        try (Scope scope = Scope.open()) {
            Tensor written =
                    HostData.tensor(new float[] {0, 1, 1, 0, 1, 0}, 2, 3).toType(dtype.scalarType());
            SafetensorsWriter.write(file, Map.of("a", written), Map.of());
            try (SafetensorsFile source = SafetensorsFile.open(file)) {
                assertThat(source.info("a")).isEqualTo(TensorInfo.of(dtype, 2, 3));
                Tensor read = source.open("a");
                assertThat(read.scalar_type().intern()).isEqualTo(dtype.scalarType());
                assertThat(HostData.floats(read)).containsExactly(0, 1, 1, 0, 1, 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_tensor_is_copied_with_conversion_from_every_element_type(DType dtype) {
        Path file = folder.resolve("x.safetensors");
        try (Scope scope = Scope.open()) {
            Tensor written =
                    HostData.tensor(new float[] {0, 1, 1, 0, 1, 0}, 2, 3).toType(dtype.scalarType());
            SafetensorsWriter.write(file, Map.of("a", written), Map.of());
            Tensor target = HostData.tensor(new double[6], 2, 3);
            try (SafetensorsFile source = SafetensorsFile.open(file)) {
                source.copyTo("a", target);
            }
            assertThat(HostData.floats(target)).containsExactly(0, 1, 1, 0, 1, 0);
        }
    }

    @Test
    void scalars_empty_tensors_metadata_and_odd_names_survive() {
        Path file = folder.resolve("x.safetensors");
        try (Scope scope = Scope.open()) {
            Map<String, Tensor> tensors = new HashMap<>();
            tensors.put("scalar", HostData.tensor(new float[] {7}, new long[0]));
            tensors.put("empty", torch.torch_empty(0, 4));
            tensors.put("näme \"quoted\"/ü", HostData.tensor(new long[] {1, 2}, 2));
            SafetensorsWriter.write(file, tensors, Map.of("format", "pt", "quote", "\"\n"));
            try (SafetensorsFile source = SafetensorsFile.open(file)) {
                assertThat(source.metadata()).isEqualTo(Map.of("format", "pt", "quote", "\"\n"));
                assertThat(source.names()).isEqualTo(tensors.keySet());
                assertThat(HostData.shape(source.open("scalar"))).isEmpty();
                assertThat(HostData.floats(source.open("scalar"))).containsExactly(7);
                assertThat(HostData.shape(source.open("empty"))).containsExactly(0, 4);
                assertThat(HostData.longs(source.open("näme \"quoted\"/ü"))).containsExactly(1, 2);
            }
        }
    }

    @Test
    void a_strided_tensor_is_written_in_row_major_order() {
        Path file = folder.resolve("x.safetensors");
        try (Scope scope = Scope.open();
                SafetensorsFile source = writeTransposed(file)) {
            assertThat(HostData.floats(source.open("t"))).containsExactly(1, 3, 2, 4);
        }
    }

    private static SafetensorsFile writeTransposed(Path file) {
        Tensor matrix = HostData.tensor(new float[] {1, 2, 3, 4}, 2, 2);
        SafetensorsWriter.write(file, Map.of("t", matrix.t()), Map.of());
        return SafetensorsFile.open(file);
    }

    @Test
    void every_tensor_is_aligned_whatever_the_mixture() throws IOException {
        Path file = folder.resolve("x.safetensors");
        Map<String, TensorInfo> infos = Map.of(
                "a", TensorInfo.of(DType.UINT8, 3),
                "b", TensorInfo.of(DType.FLOAT16, 3),
                "c", TensorInfo.of(DType.FLOAT64, 1),
                "d", TensorInfo.of(DType.FLOAT32, 3));
        SafetensorsWriter.write(file, infos, Map.of(), (name, offset, chunk) -> chunk.position(chunk.limit()));
        SafetensorsHeader header = SafetensorsHeaderReader.read(file);
        header.entries()
                .forEach((name, entry) -> assertThat(
                                entry.offset() % entry.info().dtype().bytes())
                        .as(name)
                        .isZero());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_large_tensor_is_streamed_in_bounded_chunks() {
        Path file = folder.resolve("x.safetensors");
        long count = 5_000_000;
        SafetensorsWriter.write(
                file, Map.of("n", TensorInfo.of(DType.INT32, count)), Map.of(), (name, offset, chunk) -> {
                    assertThat(chunk.capacity()).isLessThanOrEqualTo(8 << 20);
                    for (long i = offset / 4; chunk.hasRemaining(); i++) {
                        chunk.putInt((int) i);
                    }
                });
        try (Scope scope = Scope.open();
                SafetensorsFile source = SafetensorsFile.open(file)) {
            Tensor target = HostData.tensor(new long[(int) count], count);
            source.copyTo("n", target);
            assertThat(HostData.longs(target)).startsWith(0, 1).endsWith(4_999_998, 4_999_999);
            assertThat(target.equal(source.open("n").toType(DType.INT64.scalarType())))
                    .isTrue();
        }
    }

    @Test
    void a_failed_write_leaves_the_old_file_and_no_draft() throws IOException {
        Path file = Files.writeString(folder.resolve("x.safetensors"), "old");
        Map<String, TensorInfo> infos = Map.of("a", TensorInfo.of(DType.UINT8, 3));
        assertThatThrownBy(() -> SafetensorsWriter.write(file, infos, Map.of(), (name, offset, chunk) -> {}))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("3 bytes of 'a'");
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
