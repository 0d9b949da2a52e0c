package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Reads a tensor from a file into another one through a small buffer, so that the file's pages stay out of the process. */
final class FileCopy {
    /** Small enough to stay in the cache of a core, and below the sizes that allocators treat specially. */
    private static final int BUFFER_BYTES = 512 << 10;

    private static final long DIRECT_BYTES = 4 << 20;

    private FileCopy() {}

    static void copy(Path file, TensorInfo info, long offset, Tensor target) {
        long elements = info.elements();
        int width = info.dtype().bytes();
        long step = Math.min(elements, BUFFER_BYTES / width);
        if (elements == 0) {
            return;
        }
        try (Scope scope = Scope.open();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (target.is_cpu() && target.scalar_type().intern() == info.dtype().scalarType()) {
                read(channel, offset, target, info.bytes());
                return;
            }
            Tensor flat = target.view(elements);
            Tensor buffer = torch.torch_empty(
                    new long[] {step * width}, new TensorOptions(DType.UINT8.scalarType()), new MemoryFormatOptional());
            ByteBuffer bytes =
                    new BytePointer(buffer.data_ptr()).capacity(step * width).asByteBuffer();
            for (long done = 0; done < elements; done += step) {
                long count = Math.min(step, elements - done);
                fill(channel, bytes.clear().limit((int) (count * width)), offset + done * width);
                piece(flat, done, buffer, count, info.dtype());
            }
        } catch (IOException e) {
            throw new CheckpointException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** What needs no conversion goes where it belongs at once. */
    private static void read(FileChannel channel, long offset, Tensor target, long bytes) throws IOException {
        BytePointer memory = new BytePointer(target.data_ptr());
        for (long done = 0; done < bytes; done += DIRECT_BYTES) {
            long count = Math.min(DIRECT_BYTES, bytes - done);
            fill(channel, memory.getPointer(done).capacity(count).asByteBuffer(), offset + done);
        }
    }

    private static void piece(Tensor flat, long from, Tensor buffer, long count, DType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor read = buffer.narrow(0, 0, count * dtype.bytes()).view(dtype.scalarType());
            flat.narrow(0, from, count).copy_(widened(read, flat, dtype));
        }
    }

    /** libtorch's CPU converts one half-precision type to another value by value; by way of float32 it uses vectors. */
    private static Tensor widened(Tensor read, Tensor target, DType stored) {
        boolean betweenHalves = stored.bytes() == 2 && target.element_size() == 2 && target.is_cpu();
        return betweenHalves && stored.isFloatingPoint() ? read.toType(DType.FLOAT32.scalarType()) : read;
    }

    private static void fill(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, position + bytes.position());
            if (read < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
    }
}
