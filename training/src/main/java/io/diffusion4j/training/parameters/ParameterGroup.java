package io.diffusion4j.training.parameters;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Weights that are optimized alike. All values lie in one vector and all gradients in another, so that a step of the
 * optimizer is a handful of operations whatever the number of weights. The tensors belong to {@link Parameters}.
 */
public final class ParameterGroup {
    private final Tensor values;
    private final Tensor gradients;
    private final boolean decayed;
    private final Map<String, List<Long>> shapes;
    private final Map<String, Tensor> leaves;

    private ParameterGroup(
            Tensor values,
            Tensor gradients,
            boolean decayed,
            Map<String, List<Long>> shapes,
            Map<String, Tensor> leaves) {
        this.values = values;
        this.gradients = gradients;
        this.decayed = decayed;
        this.shapes = shapes;
        this.leaves = leaves;
    }

    /** Room for weights of these shapes; values and gradients are 0. */
    static ParameterGroup of(Map<String, List<Long>> shapes, boolean decayed, Device device, DType dtype) {
        long count = shapes.values().stream().mapToLong(ParameterGroup::count).sum();
        Tensor values = zeros(count, device, dtype);
        Tensor gradients = zeros(count, device, dtype);
        Map<String, Tensor> leaves = views(values, shapes);
        Map<String, Tensor> slopes = views(gradients, shapes);
        leaves.replaceAll((name, view) -> {
            // A leaf of the graph that shares the vector's memory; libtorch adds gradients to what it finds in place.
            Tensor leaf = view.detach().set_requires_grad(true);
            leaf.mutable_grad().put(slopes.get(name));
            return leaf;
        });
        return new ParameterGroup(values, gradients, decayed, new TreeMap<>(shapes), leaves);
    }

    /** All weights [count]: what an optimizer changes. */
    public Tensor values() {
        return values;
    }

    /** The gradients [count], in the same order. */
    public Tensor gradients() {
        return gradients;
    }

    /** Whether weight decay is for these: matrices and kernels, but neither biases nor norms. */
    public boolean decayed() {
        return decayed;
    }

    /** The weights by full name, as models use them. */
    public Map<String, Tensor> leaves() {
        return Collections.unmodifiableMap(leaves);
    }

    /** A vector in the order of {@link #values}, seen as the weights that it has numbers for; belongs to the open scope. */
    public Map<String, Tensor> named(Tensor vector) {
        return views(vector, shapes);
    }

    private static Tensor zeros(long count, Device device, DType dtype) {
        TensorOptions options = new TensorOptions(dtype.scalarType()).device(new DeviceOptional(device));
        return torch.torch_empty(new long[] {count}, options, new MemoryFormatOptional())
                .zero_();
    }

    private static Map<String, Tensor> views(Tensor vector, Map<String, List<Long>> shapes) {
        Map<String, Tensor> views = new TreeMap<>();
        long from = 0;
        for (Map.Entry<String, List<Long>> entry : new TreeMap<>(shapes).entrySet()) {
            long count = count(entry.getValue());
            long[] shape = entry.getValue().stream().mapToLong(Long::longValue).toArray();
            views.put(entry.getKey(), vector.narrow(0, from, count).view(shape));
            from += count;
        }
        return views;
    }

    private static long count(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return leaves.size() + " weights with " + HostData.shape(values)[0] + " numbers";
    }
}
