package io.diffusion4j.core.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.core.error.OutputException;
import io.diffusion4j.core.files.AtomicFile;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Writes safetensors files that appear complete or not at all. Wider element types come first and the header's length
 * is a multiple of 8, so that every tensor is aligned; within a width, names are in order.
 */
public final class SafetensorsWriter {
    private static final int CHUNK_BYTES = 8 << 20;

    private SafetensorsWriter() {}

    /** Gives the bytes of tensors, little-endian and row-major. */
    @FunctionalInterface
    public interface Content {
        /**
         * Fills the chunk up to its limit.
         *
         * @param offset of the chunk in the tensor's data, in bytes; chunks of a tensor come in order and hold whole elements
         */
        void fill(String name, long offset, ByteBuffer chunk) throws IOException;
    }

    /** Writes tensors of any device and layout. @throws OutputException if the file cannot be written */
    public static void write(Path target, Map<String, Tensor> tensors, Map<String, String> metadata) {
        Map<String, TensorInfo> infos = new TreeMap<>();
        tensors.forEach((name, tensor) -> infos.put(name, TensorInfo.of(dtype(tensor), HostData.shape(tensor))));
        write(target, infos, metadata, (name, offset, chunk) -> copy(tensors.get(name), offset, chunk));
    }

    /** Writes tensors that need not exist in memory, in constant memory. @throws OutputException if the file cannot be written */
    public static void write(
            Path target, Map<String, TensorInfo> tensors, Map<String, String> metadata, Content content) {
        List<String> order = tensors.keySet().stream()
                .sorted(Comparator.comparing(
                                (String name) -> -tensors.get(name).dtype().bytes())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        try {
            AtomicFile.write(target, channel -> {
                writeFully(channel, header(order, tensors, metadata));
                for (String name : order) {
                    writeTensor(channel, name, tensors.get(name).bytes(), content);
                }
            });
        } catch (IOException e) {
            throw new OutputException(target + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer header(List<String> order, Map<String, TensorInfo> tensors, Map<String, String> metadata)
            throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            json.put("__metadata__", new TreeMap<>(metadata));
        }
        long position = 0;
        for (String name : order) {
            TensorInfo info = tensors.get(name);
            long end = Math.addExact(position, info.bytes());
            // In a fixed order, so that equal tensors make equal files.
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", info.dtype().safetensorsName());
            entry.put("shape", info.shape());
            entry.put("data_offsets", List.of(position, end));
            json.put(name, entry);
            position = end;
        }
        byte[] text = new ObjectMapper().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(Long.BYTES + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .flip();
    }

    private static void writeTensor(FileChannel channel, String name, long bytes, Content content) throws IOException {
        ByteBuffer chunk =
                ByteBuffer.allocateDirect((int) Math.min(bytes, CHUNK_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (long done = 0; done < bytes; done += chunk.limit()) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - done));
            content.fill(name, done, chunk);
            if (chunk.hasRemaining()) {
                throw new IOException(chunk.remaining() + " bytes of '" + name + "' were not given");
            }
            writeFully(channel, chunk.flip());
        }
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void copy(Tensor tensor, long offset, ByteBuffer chunk) {
        try (Scope scope = Scope.open()) {
            int width = (int) tensor.element_size();
            Tensor piece = tensor.detach()
                    .reshape(-1)
                    .narrow(0, offset / width, chunk.remaining() / width)
                    .to(new Device("cpu"), tensor.scalar_type());
            chunk.put(new BytePointer(piece.data_ptr())
                    .capacity(chunk.remaining())
                    .asByteBuffer());
        }
    }

    private static DType dtype(Tensor tensor) {
        ScalarType type = tensor.scalar_type().intern();
        return Arrays.stream(DType.values())
                .filter(candidate -> candidate.scalarType() == type)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("safetensors has no element type for " + type));
    }
}
