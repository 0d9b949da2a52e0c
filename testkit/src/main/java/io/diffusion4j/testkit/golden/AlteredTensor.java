package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** Other tensors with one of them changed: for tests that a comparison notices it. */
public record AlteredTensor(TensorSource source, String name, UnaryOperator<Tensor> change) implements TensorSource {
    @Override
    public String location() {
        return source.location();
    }

    @Override
    public Set<String> names() {
        return source.names();
    }

    @Override
    public TensorInfo info(String tensor) {
        return source.info(tensor);
    }

    @Override
    public Tensor open(String tensor) {
        Tensor stored = source.open(tensor);
        return tensor.equals(name) ? change.apply(stored) : stored;
    }

    @Override
    public void close() {
        source.close();
    }
}
