package io.diffusion4j.core.backbone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** What one part of a model finds in the {@link RunMemory}, if there is one. */
public final class Remembered {
    private static final Remembered NOTHING = new Remembered(Optional.empty(), List.of());

    private final Optional<RunMemory> memory;
    private final List<Object> name;

    Remembered(Optional<RunMemory> memory, List<Object> name) {
        this.memory = memory;
        this.name = name;
    }

    /** Where everything is computed whenever it is needed. */
    public static Remembered nothing() {
        return NOTHING;
    }

    /** What a part of this part remembers. @param part its name or number, or itself if it outlives the run */
    public Remembered at(Object part) {
        if (memory.isEmpty()) {
            return this;
        }
        List<Object> longer = new ArrayList<>(name);
        longer.add(part);
        return new Remembered(memory, List.copyOf(longer));
    }

    /** @param compute is called in the first step only, unless the result does not fit @return belongs to the open scope */
    public Tensor get(Supplier<Tensor> compute) {
        return find(compute).orElseGet(compute);
    }

    /** @return belongs to the open scope; empty if there is no memory, or no room in it */
    Optional<Tensor> find(Supplier<Tensor> compute) {
        return memory.flatMap(m -> m.find(name, compute));
    }
}
