package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** Hands out a source's tensors: the mapped ones where device and dtype are right, converted copies otherwise. */
final class LoadedWeights implements Weights {
    private final TensorSource source;
    private final Device device;
    private final DType dtype;
    private final String prefix;
    private final Map<DType, Store> stores;

    /** What is loaded in one dtype, and the memory it lies in. */
    private record Store(Map<String, Tensor> loaded, WeightArena arena) {}

    LoadedWeights(TensorSource source, Device device, DType dtype) {
        this(source, device, dtype, "", new EnumMap<>(DType.class));
    }

    private LoadedWeights(TensorSource source, Device device, DType dtype, String prefix, Map<DType, Store> stores) {
        this.source = source;
        this.device = device;
        this.dtype = dtype;
        this.prefix = prefix;
        this.stores = stores;
    }

    @Override
    public Weights at(String below) {
        return new LoadedWeights(source, device, dtype, prefix + below + ".", stores);
    }

    @Override
    public Weights as(DType other) {
        return new LoadedWeights(source, device, other, prefix, stores);
    }

    @Override
    public Tensor get(String name, long... shape) {
        Store store = stores.computeIfAbsent(dtype, type -> new Store(new HashMap<>(), new WeightArena(device, type)));
        return store.loaded().computeIfAbsent(prefix + name, full -> load(full, store.arena()));
    }

    @Override
    public boolean has(String name) {
        return source.names().contains(prefix + name);
    }

    private Tensor load(String name, WeightArena arena) {
        TensorInfo info = source.info(name);
        if (device.is_cpu() && info.dtype() == dtype) {
            return source.open(name);
        }
        Tensor target = arena.allocate(info);
        source.copyTo(name, target);
        return target;
    }
}
