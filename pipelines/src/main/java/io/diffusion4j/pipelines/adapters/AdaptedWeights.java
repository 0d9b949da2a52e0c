package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * A model's weights with the changes of adapters added, computed in float32 as they are read and rounded once to the dtype
 * that is asked for. The source's own tensors are not written to. Closing it closes the source.
 *
 * @param changes by the name of the weight, in the order in which they are added
 */
record AdaptedWeights(TensorSource source, Map<String, List<Change>> changes) implements TensorSource {
    /** A change and its scale. */
    record Change(Delta delta, double scale) {}

    @Override
    public String location() {
        return source.location();
    }

    @Override
    public Set<String> names() {
        return source.names();
    }

    @Override
    public TensorInfo info(String name) {
        return source.info(name);
    }

    @Override
    public Tensor open(String name) {
        if (!changes.containsKey(name)) {
            return source.open(name);
        }
        try (Scope scope = Scope.open()) {
            return scope.keep(merged(name).toType(info(name).dtype().scalarType()));
        }
    }

    @Override
    public void copyTo(String name, Tensor target) {
        if (!changes.containsKey(name)) {
            source.copyTo(name, target);
            return;
        }
        try (Scope scope = Scope.open()) {
            target.copy_(merged(name));
        }
    }

    private Tensor merged(String name) {
        long[] shape = info(name).shapeArray();
        Tensor weight =
                torch.torch_empty(shape, new TensorOptions(DType.FLOAT32.scalarType()), new MemoryFormatOptional());
        source.copyTo(name, weight);
        for (Change change : changes.get(name)) {
            weight.add_(change.delta().of(shape), new Scalar(change.scale()));
        }
        return weight;
    }

    @Override
    public void close() {
        source.close();
    }
}
