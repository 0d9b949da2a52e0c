package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.Scope;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;

/**
 * Tensors that depend on nothing but a shape, kept for the few shapes that were asked for last: all steps of a run have
 * the same. Safe for several threads.
 *
 * @param <K> what a tensor depends on, with its device
 */
public final class RecentTables<K> {
    private final int capacity;
    private final Map<K, Tensor> tables = new LinkedHashMap<>(16, 0.75f, true);

    /** @param capacity most tensors that are kept */
    public RecentTables(int capacity) {
        this.capacity = capacity;
    }

    /** @return the tensor of that key, as a view that belongs to the open scope */
    public synchronized Tensor get(K key, Supplier<Tensor> compute) {
        Tensor table = tables.computeIfAbsent(key, k -> lasting(compute));
        // Data stay as long as a tensor refers to them, so a table can be dropped while others still read it.
        Tensor view = table.alias();
        dropEldest();
        return view;
    }

    /** Outside of inference mode, since a later caller may want gradients to pass by. */
    private static Tensor lasting(Supplier<Tensor> compute) {
        try (Scope scope = Scope.open();
                InferenceMode off = new InferenceMode(false)) {
            Tensor table = compute.get();
            table.retainReference();
            return table;
        }
    }

    private void dropEldest() {
        Iterator<Tensor> eldest = tables.values().iterator();
        while (tables.size() > capacity) {
            eldest.next().close();
            eldest.remove();
        }
    }
}
