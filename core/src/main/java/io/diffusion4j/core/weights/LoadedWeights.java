package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/**
 * Hands out a source's tensors: the mapped ones where device and dtype are right, converted copies otherwise. Those of
 * streamed models are always copies, because mapped pages stay in the process when a block is dropped.
 */
final class LoadedWeights implements Weights {
    private final TensorSource source;
    private final Device device;
    private final DType dtype;
    private final String prefix;
    private final Map<DType, Store> stores;
    private final Optional<BlockStream> stream;
    private final boolean copied;
    private final Optional<Shelf> shelf;

    /** What is loaded in one dtype, and the memory it lies in. */
    private record Store(Map<String, Tensor> loaded, WeightArena arena) {}

    private LoadedWeights(
            TensorSource source,
            Device device,
            DType dtype,
            String prefix,
            Map<DType, Store> stores,
            Optional<BlockStream> stream,
            boolean copied,
            Optional<Shelf> shelf) {
        this.source = source;
        this.device = device;
        this.dtype = dtype;
        this.prefix = prefix;
        this.stores = stores;
        this.stream = stream;
        this.copied = copied;
        this.shelf = shelf;
    }

    /** All weights in memory. */
    static LoadedWeights resident(TensorSource source, Device device, DType dtype, boolean copied) {
        return new LoadedWeights(source, device, dtype, "", newStores(), Optional.empty(), copied, Optional.empty());
    }

    /** The weights of blocks in memory only while the stream holds them; the others all the time. */
    static LoadedWeights streamed(TensorSource source, Device device, DType dtype, BlockStream stream) {
        return new LoadedWeights(source, device, dtype, "", newStores(), Optional.of(stream), true, Optional.empty());
    }

    private static Map<DType, Store> newStores() {
        return new EnumMap<>(DType.class);
    }

    @Override
    public Weights at(String below) {
        return new LoadedWeights(source, device, dtype, prefix + below + ".", stores, stream, copied, shelf);
    }

    @Override
    public Weights as(DType other) {
        return new LoadedWeights(source, device, other, prefix, stores, stream, copied, shelf);
    }

    @Override
    public <B> Blocks<B> blocks(int from, int to, Blocks.Constructor<B> constructor) {
        return stream.map(s -> s.add(IntStream.range(from, to)
                        .mapToObj(number -> new BlockStream.Constructor<>(
                                room(number), place -> constructor.of(number, apart(number, place))))
                        .toList()))
                .orElseGet(() -> Weights.super.blocks(from, to, constructor));
    }

    /** The weights of a block, in memory of their own. */
    private Weights apart(int number, Shelf place) {
        return new LoadedWeights(
                source, device, dtype, below(number), newStores(), Optional.empty(), true, Optional.of(place));
    }

    private long room(int number) {
        return source.names().stream()
                .filter(name -> name.startsWith(below(number)))
                .mapToLong(name -> Shelf.room(source.info(name).elements() * dtype.bytes()))
                .sum();
    }

    private String below(int number) {
        return prefix + number + ".";
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
        if (!copied && device.is_cpu() && info.dtype() == dtype) {
            return source.open(name);
        }
        Tensor target = shelf.map(place -> place.allocate(info, dtype, device)).orElseGet(() -> arena.allocate(info));
        source.copyTo(name, target);
        return target;
    }
}
