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
    private final Device device;
    private final DType dtype;
    private final boolean streaming;
    private final Ownership owned = new Ownership();
    private final List<BlockStream> streams = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param device where the weights go; the caller keeps it alive until the last load is over
     * @param dtype what they are converted to
     */
    public WeightLoader(Device device, DType dtype) {
        this(device, dtype, false);
    }

    private WeightLoader(Device device, DType dtype, boolean streaming) {
        this.device = device;
        this.dtype = dtype;
        this.streaming = streaming;
    }

    /**
     * Holds the weights of at most two {@link Blocks} of each model, the one that runs and the next, and reads each again
     * whenever it runs. Sources and device must stay open until the loader is closed.
     */
    public static WeightLoader streaming(Device device, DType dtype) {
        return new WeightLoader(device, dtype, true);
    }

    /**
     * Runs a model's constructor, first on shapes alone (tensors of the meta device), then on the weights. The loader
     * owns the weights and every native object that the second run made and did not free; the source may be closed.
     *
     * @throws io.diffusion4j.core.error.CheckpointException naming all missing, unexpected and mis-shaped tensors, before any is read
     */
    public <T> T load(TensorSource source, Function<Weights, T> constructor) {
        try (Scope scope = Scope.open()) {
            RecordingWeights shapes = new RecordingWeights(source.names()::contains, dtype);
            constructor.apply(shapes);
            WeightFit.of(shapes.asked(), source).check(source.location());
        }
        return owned.during(() -> constructor.apply(weights(source)));
    }

    private Weights weights(TensorSource source) {
        if (!streaming) {
            return LoadedWeights.resident(source, device, dtype);
        }
        BlockStream stream = new BlockStream();
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
