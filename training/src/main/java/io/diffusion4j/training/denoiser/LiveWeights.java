package io.diffusion4j.training.denoiser;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The weights that are being trained, read as if they lay in a file. @param leaves belong to the run */
record LiveWeights(String location, Map<String, Tensor> leaves) implements TensorSource {
    @Override
    public Set<String> names() {
        return leaves.keySet();
    }

    @Override
    public TensorInfo info(String name) {
        Tensor leaf = leaf(name);
        return TensorInfo.of(dtype(leaf), HostData.shape(leaf));
    }

    @Override
    public Tensor open(String name) {
        Tensor values = leaf(name).detach();
        return values.is_cpu() ? values : values.to(new Device("cpu"), values.scalar_type());
    }

    @Override
    public void copyTo(String name, Tensor target) {
        target.copy_(leaf(name).detach());
    }

    @Override
    public void close() {}

    private Tensor leaf(String name) {
        Tensor leaf = leaves.get(name);
        if (leaf == null) {
            throw new CheckpointException(location + ": there is no tensor '" + name + "'");
        }
        return leaf;
    }

    private static DType dtype(Tensor leaf) {
        ScalarType type = leaf.scalar_type().intern();
        return Arrays.stream(DType.values())
                .filter(dtype -> dtype.scalarType() == type)
                .findFirst()
                .orElseThrow();
    }
}
