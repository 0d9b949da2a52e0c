package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.Scope;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/**
 * Named tensors in files. Listing names and shapes reads headers only and does not load the native libraries.
 * Safe for several threads.
 */
public interface TensorSource extends AutoCloseable {
    /** Where the tensors come from, for messages. */
    String location();

    Set<String> names();

    /** @throws io.diffusion4j.core.error.CheckpointException if there is no tensor of that name */
    TensorInfo info(String name);

    /**
     * The tensor on the CPU with the stored dtype and shape, backed by the mapped file without a copy where alignment
     * allows. The tensor belongs to the open scope; its memory stays valid as long as any view of it is referenced,
     * even after this source is closed. It must not be written to.
     */
    Tensor open(String name);

    /**
     * Copies a tensor into one that exists, converting dtype and device. Sources that read files do it in pieces, so
     * that neither the file nor a second copy of the tensor stays in memory.
     *
     * @param target contiguous, of the tensor's shape; any dtype and device
     */
    default void copyTo(String name, Tensor target) {
        try (Scope scope = Scope.open()) {
            target.copy_(open(name));
        }
    }

    /** Frees what the source itself holds. */
    @Override
    void close();
}
