package io.diffusion4j.core.backbone;

import io.diffusion4j.core.tensor.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that are the same in all steps of a run, each computed when it is first asked for: under block streaming, that is
 * when its layers are in memory anyway. It owns them until it is closed. What goes beyond its limit is not kept, and is
 * computed in every step. Belongs to one thread.
 */
public final class RunMemory implements AutoCloseable {
    /** Bytes that hold the text and 50 guided steps of all published models at the usual sizes. */
    public static final long LIMIT = 256L << 20;

    private final long limit;
    /** Empty where a tensor did not fit. */
    private final Map<List<Object>, Optional<Tensor>> tensors = new HashMap<>();

    private long bytes;

    /** @param limit the most that it keeps, in bytes */
    public RunMemory(long limit) {
        this.limit = limit;
    }

    /** Bytes of all that it keeps. */
    public long bytes() {
        return bytes;
    }

    /** @param part what tells one part of the model from others @return what that part remembers */
    public Remembered at(Object part) {
        return new Remembered(Optional.of(this), List.of(part));
    }

    /** @return a view that belongs to the open scope; empty if the tensor does not fit */
    Optional<Tensor> find(List<Object> name, Supplier<Tensor> compute) {
        Optional<Tensor> kept = tensors.get(name);
        if (kept == null) {
            kept = computed(compute);
            tensors.put(name, kept);
        }
        return kept.map(Tensor::alias);
    }

    private Optional<Tensor> computed(Supplier<Tensor> compute) {
        try (Scope scope = Scope.open()) {
            Tensor tensor = compute.get();
            long size = tensor.numel() * tensor.element_size();
            if (bytes + size > limit) {
                return Optional.empty();
            }
            bytes += size;
            tensor.retainReference();
            return Optional.of(tensor);
        }
    }

    /** Frees all that it keeps. */
    @Override
    public void close() {
        tensors.values().forEach(tensor -> tensor.ifPresent(Tensor::releaseReference));
        tensors.clear();
        bytes = 0;
    }
}
