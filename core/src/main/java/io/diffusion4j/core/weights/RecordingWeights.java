package io.diffusion4j.core.weights;

import io.diffusion4j.core.tensor.DType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** Hands out tensors of the meta device, which have a shape but no memory, and writes down what was asked for. */
final class RecordingWeights implements Weights {
    private final Map<String, List<Long>> asked;
    private final Predicate<String> present;
    private final String prefix;
    private final DType dtype;

    RecordingWeights(Predicate<String> present) {
        this(present, DType.FLOAT32);
    }

    RecordingWeights(Predicate<String> present, DType dtype) {
        this(new HashMap<>(), present, "", dtype);
    }

    private RecordingWeights(Map<String, List<Long>> asked, Predicate<String> present, String prefix, DType dtype) {
        this.asked = asked;
        this.present = present;
        this.prefix = prefix;
        this.dtype = dtype;
    }

    Map<String, List<Long>> asked() {
        return asked;
    }

    @Override
    public Weights at(String below) {
        return new RecordingWeights(asked, present, prefix + below + ".", dtype);
    }

    @Override
    public Tensor get(String name, long... shape) {
        List<Long> sizes = Arrays.stream(shape).boxed().toList();
        List<Long> before = asked.put(prefix + name, sizes);
        if (before != null && !before.equals(sizes)) {
            throw new IllegalStateException(prefix + name + " is asked for as " + before + " and as " + sizes);
        }
        TensorOptions options = new TensorOptions(dtype.scalarType()).device(new DeviceOptional(new Device("meta")));
        return torch.torch_empty(shape, options, new MemoryFormatOptional());
    }

    @Override
    public boolean has(String name) {
        return present.test(prefix + name);
    }
}
