package io.diffusion4j.families.singlefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.SafetensorsWriter;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Files under original names: of goldens, with their numbers, and of published models, with names and shapes alone. */
public final class WrittenFile {
    /** A family's table. */
    @FunctionalInterface
    interface Table {
        Map<String, Tensor> of(Function<String, Optional<Tensor>> reference);
    }

    private WrittenFile() {}

    /** A transformer and text encoders. @param encoders weight files by the names that encoders have in single files */
    public static void stableDiffusion3(Path file, Path transformer, Map<String, Path> encoders) {
        try (Scope scope = Scope.open();
                TensorSource source = SafetensorsFile.open(transformer)) {
            Map<String, Tensor> tensors = new TreeMap<>();
            OriginalStableDiffusion3.of(
                            name -> source.names().contains(name) ? Optional.of(source.open(name)) : Optional.empty())
                    .forEach((name, tensor) -> tensors.put("model.diffusion_model." + name, tensor));
            encoders.forEach((encoder, weights) -> {
                TensorSource own = SafetensorsFile.open(weights);
                own.names()
                        .forEach(name ->
                                tensors.put("text_encoders." + encoder + ".transformer." + name, own.open(name)));
            });
            SafetensorsWriter.write(file, tensors, Map.of());
        }
    }

    /** A golden transformer. @param change what becomes of each tensor */
    static Path golden(Path file, Path folder, Table table, String prefix, UnaryOperator<Tensor> change) {
        try (Scope scope = Scope.open();
                TensorSource source = SafetensorsFile.open(folder.resolve("diffusion_pytorch_model.safetensors"))) {
            Map<String, Tensor> tensors = new TreeMap<>();
            table.of(name -> source.names().contains(name)
                            ? Optional.of(change.apply(source.open(name)))
                            : Optional.empty())
                    .forEach((name, tensor) -> tensors.put(prefix + name, tensor));
            SafetensorsWriter.write(file, tensors, Map.of());
            return file;
        }
    }

    /** Names and shapes of a published model. */
    static Map<String, List<Long>> shapes(Path json) throws IOException {
        Map<String, List<Long>> shapes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> key :
                new ObjectMapper().readTree(json.toFile()).get("keys").properties()) {
            shapes.put(
                    key.getKey(),
                    StreamSupport.stream(key.getValue().spliterator(), false)
                            .map(JsonNode::asLong)
                            .toList());
        }
        return shapes;
    }

    /** A published model's config. */
    @SuppressWarnings("unchecked") // what a JSON object is
    static Map<String, Object> config(Path json) throws IOException {
        return (Map<String, Object>) json(json).get("config");
    }

    static Map<String, Object> json(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    }

    /** The same under original names. */
    static Map<String, TensorInfo> infos(Map<String, List<Long>> shapes, Table table, String prefix) {
        try (Scope scope = Scope.open()) {
            Map<String, TensorInfo> infos = new TreeMap<>();
            table.of(name -> Optional.ofNullable(shapes.get(name)).map(WrittenFile::withoutData))
                    .forEach((name, tensor) ->
                            infos.put(prefix + name, TensorInfo.of(DType.BFLOAT16, HostData.shape(tensor))));
            return infos;
        }
    }

    private static Tensor withoutData(List<Long> shape) {
        long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
        return torch.torch_zeros(
                sizes, new TensorOptions(ScalarType.Float).device(new DeviceOptional(new Device("meta"))));
    }

    /** A file of the full size that takes no room on disk: nothing but its header is written. */
    static Path sparse(Path file, Map<String, TensorInfo> infos) throws IOException {
        Map<String, Object> header = new LinkedHashMap<>();
        long end = 0;
        for (Map.Entry<String, TensorInfo> tensor : infos.entrySet()) {
            TensorInfo info = tensor.getValue();
            header.put(
                    tensor.getKey(),
                    Map.of(
                            "dtype", info.dtype().safetensorsName(),
                            "shape", info.shape(),
                            "data_offsets", List.of(end, end + info.bytes())));
            end += info.bytes();
        }
        byte[] json = new ObjectMapper().writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(json.length)
                    .array());
            out.write(json);
            out.setLength(Long.BYTES + json.length + end);
        }
        return file;
    }

    /** Same names, shapes and numbers. */
    public static void assertSame(TensorSource actual, TensorSource expected) {
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
