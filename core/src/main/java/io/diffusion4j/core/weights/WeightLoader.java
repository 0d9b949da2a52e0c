package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;

/**
 * Builds models over weights in files. Tensors that already have the target dtype are mapped on the CPU without a copy;
 * others are converted piece by piece, so that a load takes about the size of the result. Safe for several threads.
 */
public final class WeightLoader implements AutoCloseable {
    /** Where weights come to lie that need no conversion, and for how long. */
    private enum Manner {
        MAPPED,
        COPIED,
        STREAMED
    }

    private final Device device;
    private final DType dtype;
    private final Manner manner;
    private final Ownership owned = new Ownership();
    private final List<BlockStream> streams = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param device where the weights go; the caller keeps it alive until the last load is over
     * @param dtype what they are converted to
     */
    public WeightLoader(Device device, DType dtype) {
        this(device, dtype, Manner.MAPPED);
    }

    private WeightLoader(Device device, DType dtype, Manner manner) {
        this.device = device;
        this.dtype = dtype;
        this.manner = manner;
    }

    /**
     * Holds the weights of at most two {@link Blocks} of each model, the one that runs and the next, and reads each again
     * whenever it runs. Sources and device must stay open until the loader is closed.
     */
    public static WeightLoader streaming(Device device, DType dtype) {
        return new WeightLoader(device, dtype, Manner.STREAMED);
    }

    /** Copies tensors that have the target dtype too, so that no page of a file stays behind when the loader is closed. */
    public static WeightLoader copying(Device device, DType dtype) {
        return new WeightLoader(device, dtype, Manner.COPIED);
    }

    /**
     * Runs a model's constructor, first on shapes alone (tensors of the meta device), then on the weights. The loader
     * owns the weights and every native object that the second run made and did not free; the source may be closed.
     *
     * @throws io.diffusion4j.core.error.CheckpointException naming all missing, unexpected and mis-shaped tensors, before any is read
     */
    public <T> T load(TensorSource source, Function<Weights, T> constructor) {
        try (Scope scope = Scope.open()) {
            checked(source, constructor);
        }
        return owned.during(() -> constructor.apply(weights(source)));
    }

    /**
     * A model on shapes alone: for what is known without weights. The loader owns its tensors, which have no memory.
     *
     * @throws io.diffusion4j.core.error.CheckpointException as {@link #load} does
     */
    public <T> T outline(TensorSource source, Function<Weights, T> constructor) {
        return owned.during(() -> checked(source, constructor));
    }

    private <T> T checked(TensorSource source, Function<Weights, T> constructor) {
        RecordingWeights shapes = new RecordingWeights(source.names()::contains, dtype);
        T model = constructor.apply(shapes);
        WeightFit.of(shapes.asked(), source).check(source.location());
        return model;
    }

    private Weights weights(TensorSource source) {
        if (manner != Manner.STREAMED) {
            return LoadedWeights.resident(source, device, dtype, manner == Manner.COPIED);
        }
        BlockStream stream = new BlockStream(device);
        streams.add(stream);
        return LoadedWeights.streamed(source, device, dtype, stream);
    }

    /** Frees the weights of all models that it loaded; they must not be used any more. */
    @Override
    public void close() {
        streams.forEach(BlockStream::close);
        streams.clear();
        owned.close();
    }
}
