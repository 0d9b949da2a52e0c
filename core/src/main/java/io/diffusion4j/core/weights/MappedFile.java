package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** A whole file as one byte tensor over a private memory map, made on first use. Views of it keep the map alive. */
final class MappedFile implements AutoCloseable {
    private final Path file;
    private Tensor bytes;
    private boolean closed;

    MappedFile(Path file) {
        this.file = file;
    }

    /** The tensor at that place; a view unless the offset does not fit the element size. Belongs to the open scope. */
    Tensor tensor(TensorInfo info, long offset) {
        long[] shape = info.shapeArray();
        if (info.bytes() == 0) {
            return empty(info.dtype(), shape);
        }
        try (Scope scope = Scope.open()) {
            Tensor slice = map().narrow(0, offset, info.bytes());
            Tensor aligned = offset % info.dtype().bytes() == 0 ? slice : slice.clone();
            Tensor typed = aligned.view(info.dtype().scalarType());
            return scope.keep(typed.view(shape));
        }
    }

    private static Tensor empty(DType dtype, long[] shape) {
        return torch.torch_empty(shape, new TensorOptions(dtype.scalarType()), new MemoryFormatOptional());
    }

    private synchronized Tensor map() {
        if (closed) {
            throw new IllegalStateException(file + " is closed");
        }
        if (bytes == null) {
            try (Scope scope = Scope.open()) {
                Tensor mapped = torch.torch_from_file(
                        file.toString(),
                        new BoolOptional(false),
                        new LongOptional(Files.size(file)),
                        new TensorOptions(DType.UINT8.scalarType()));
                mapped.retainReference();
                bytes = mapped;
            } catch (IOException | RuntimeException e) {
                throw new CheckpointException(file + ": cannot be mapped into memory: " + firstLine(e), e);
            }
        }
        return bytes;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown error");
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (bytes != null) {
            bytes.close();
            bytes = null;
        }
    }
}
