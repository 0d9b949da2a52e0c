package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Ownership;
import io.diffusion4j.core.tensor.Scope;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;

/**
 * Builds models over weights in files. Tensors that already have the target dtype are mapped on the CPU without a copy;
 * others are converted piece by piece, so that a load takes about the size of the result. Safe for several threads.
 */
public final class WeightLoader implements AutoCloseable {
    private final Device device;
    private final DType dtype;
    private final Ownership owned = new Ownership();

    /**
     * @param device where the weights go; the caller keeps it alive until the last load is over
     * @param dtype what they are converted to
     */
    public WeightLoader(Device device, DType dtype) {
        this.device = device;
        this.dtype = dtype;
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
        return owned.during(() -> constructor.apply(new LoadedWeights(source, device, dtype)));
    }

    /** Frees the weights of all models that it loaded; they must not be used any more. */
    @Override
    public void close() {
        owned.close();
    }
}
