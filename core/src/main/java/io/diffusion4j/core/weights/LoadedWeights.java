package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
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
    private final Map<String, Tensor> loaded;
    private final WeightArena arena;

    LoadedWeights(TensorSource source, Device device, DType dtype) {
        this(source, device, dtype, "", new HashMap<>(), new WeightArena(device, dtype));
    }

    private LoadedWeights(
            TensorSource source,
            Device device,
            DType dtype,
            String prefix,
            Map<String, Tensor> loaded,
            WeightArena arena) {
        this.source = source;
        this.device = device;
        this.dtype = dtype;
        this.prefix = prefix;
        this.loaded = loaded;
        this.arena = arena;
    }

    @Override
    public Weights at(String below) {
        return new LoadedWeights(source, device, dtype, prefix + below + ".", loaded, arena);
    }

    @Override
    public Tensor get(String name, long... shape) {
        return loaded.computeIfAbsent(prefix + name, this::load);
    }

    @Override
    public boolean has(String name) {
        return source.names().contains(prefix + name);
    }

    private Tensor load(String name) {
        TensorInfo info = source.info(name);
        if (device.is_cpu() && info.dtype() == dtype) {
            return source.open(name);
        }
        Tensor target = arena.allocate(info);
        source.copyTo(name, target);
        return target;
    }
}
