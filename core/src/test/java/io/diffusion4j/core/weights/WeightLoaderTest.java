package io.diffusion4j.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightLoaderTest {
    private record Model(Tensor weight, Tensor bias, Tensor doubled) {
        static Model of(Weights weights) {
            Weights layer = weights.at("layers").at(0);
            Tensor weight = layer.get("weight", 2, 2);
            return new Model(weight, layer.get("bias", 2), weight.mul(new Scalar(2)));
        }
    }

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("model.safetensors");
        try (Scope scope = Scope.open()) {
            SafetensorsWriter.write(
                    file,
                    Map.of(
                            "layers.0.weight",
                            HostData.tensor(new float[] {1, 2, 3, 4}, 2, 2),
                            "layers.0.bias",
                            HostData.tensor(new float[] {5, 6}, 2)),
                    Map.of());
        }
    }

    @Test
    void weights_and_what_is_derived_from_them_outlive_the_scope_the_source_and_the_file_handle() {
        try (WeightLoader loader = loader(DType.FLOAT32)) {
            Model model;
            try (Scope scope = Scope.open();
                    SafetensorsFile source = SafetensorsFile.open(file)) {
                model = loader.load(source, Model::of);
            }
            assertThat(HostData.floats(model.weight())).containsExactly(1, 2, 3, 4);
            assertThat(HostData.floats(model.bias())).containsExactly(5, 6);
            assertThat(HostData.floats(model.doubled())).containsExactly(2, 4, 6, 8);
        }
    }

    @Test
    void closing_the_loader_frees_them() {
        Model model;
        try (WeightLoader loader = loader(DType.FLOAT32);
                SafetensorsFile source = SafetensorsFile.open(file)) {
            model = loader.load(source, Model::of);
        }
        assertThat(model.weight().isNull()).isTrue();
        assertThat(model.doubled().isNull()).isTrue();
    }

    @Test
    void a_model_may_be_freed_on_another_thread() throws InterruptedException {
        WeightLoader loader = loader(DType.FLOAT32);
        Model model;
        try (SafetensorsFile source = SafetensorsFile.open(file)) {
            model = loader.load(source, Model::of);
        }
        Thread other = new Thread(loader::close);
        other.start();
        other.join();
        assertThat(model.weight().isNull()).isTrue();
    }

    @Test
    void tensors_of_the_right_dtype_lie_in_one_mapping_of_the_file() {
        try (WeightLoader loader = loader(DType.FLOAT32);
                SafetensorsFile source = SafetensorsFile.open(file)) {
            Model model = loader.load(source, Model::of);
            long weight = model.weight().data_ptr().address();
            long bias = model.bias().data_ptr().address();
            assertThat(weight - bias).isEqualTo(8);
            SafetensorsHeader header = SafetensorsHeaderReader.read(file);
            long start = bias - header.entries().get("layers.0.bias").offset();
            assertThat(start % 4096).isZero();
        }
    }

    @Test
    void other_dtypes_are_converted() {
        try (WeightLoader loader = loader(DType.BFLOAT16);
                SafetensorsFile source = SafetensorsFile.open(file)) {
            Model model = loader.load(source, Model::of);
            assertThat(model.weight().scalar_type().intern()).isEqualTo(DType.BFLOAT16.scalarType());
            assertThat(HostData.floats(model.weight())).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void a_part_may_have_its_weights_in_another_dtype_from_the_same_file() {
        float fine = 1 + 0x1p-20f;
        Path precise = folder.resolve("precise.safetensors");
        try (Scope scope = Scope.open()) {
            SafetensorsWriter.write(precise, Map.of("a.w", HostData.tensor(new float[] {fine}, 1)), Map.of());
        }
        try (WeightLoader loader = loader(DType.FLOAT16);
                SafetensorsFile source = SafetensorsFile.open(precise)) {
            List<Tensor> got = loader.load(source, weights -> {
                Weights wide = weights.as(DType.FLOAT32).at("a");
                return List.of(wide.get("w", 1), weights.at("a").get("w", 1), wide.get("w", 1));
            });
            assertThat(HostData.floats(got.get(0))).containsExactly(fine);
            assertThat(HostData.floats(got.get(1))).containsExactly(1);
            assertThat(got.get(2)).isSameAs(got.get(0));
        }
    }

    @Test
    void missing_unexpected_and_misshaped_tensors_are_reported_together_before_anything_is_read() {
        AtomicInteger runs = new AtomicInteger();
        try (WeightLoader loader = loader(DType.FLOAT32);
                SafetensorsFile source = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> loader.load(source, weights -> {
                        runs.incrementAndGet();
                        for (int i = 0; i < 12; i++) {
                            weights.at("extra").get("w" + (char) ('a' + i), 1);
                        }
                        return weights.get("layers.0.weight", 4);
                    }))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("12 missing (extra.wa, extra.wb,")
                    .hasMessageContaining("extra.wj and 2 more)")
                    .hasMessageContaining("1 unexpected (layers.0.bias)")
                    .hasMessageContaining("1 of another shape (layers.0.weight is [2, 2], expected [4])")
                    .message()
                    .doesNotContain("\n");
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void optional_parts_are_seen_in_both_runs() {
        try (WeightLoader loader = loader(DType.FLOAT32);
                SafetensorsFile source = SafetensorsFile.open(file)) {
            boolean bias = loader.load(source, weights -> {
                Model.of(weights);
                return weights.at("layers.0").has("bias") && !weights.has("bias");
            });
            assertThat(bias).isTrue();
        }
    }

    @Test
    void the_shapes_of_a_model_are_known_without_a_checkpoint() {
        assertThat(WeightShapes.of(Model::of))
                .isEqualTo(new TreeMap<>(Map.of("layers.0.weight", List.of(2L, 2L), "layers.0.bias", List.of(2L))));
    }

    @Test
    void loading_many_times_keeps_no_memory() {
        long before = residentBytes();
        Path large = folder.resolve("large.safetensors");
        long count = 8 << 20;
        SafetensorsWriter.write(
                large,
                Map.of("w", TensorInfo.of(DType.FLOAT16, count)),
                Map.of(),
                (name, offset, chunk) -> chunk.position(chunk.limit()));
        for (int i = 0; i < 20; i++) {
            try (WeightLoader loader = loader(DType.FLOAT32);
                    SafetensorsFile source = SafetensorsFile.open(large)) {
                loader.load(source, weights -> weights.get("w", count));
            }
        }
        assertThat(residentBytes() - before).isLessThan(4 * count * 3);
    }

    private static long residentBytes() {
        try {
            return java.nio.file.Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * 1024;
        } catch (java.io.IOException notLinux) {
            return 0;
        }
    }

    private static WeightLoader loader(DType dtype) {
        return new WeightLoader(new Device("cpu"), dtype);
    }
}
