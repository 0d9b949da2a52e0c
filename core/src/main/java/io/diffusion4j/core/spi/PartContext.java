package io.diffusion4j.core.spi;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;

/** A {@link BuildContext} as a plain value. */
public record PartContext(
        Device device, DType dtype, Weights weights, AttentionKernel attention, Optional<Path> tokenizer)
        implements BuildContext {

    /** For parts that neither have weights nor attend: schedulers, guidance, attention kernels. */
    public static PartContext bare(Device device, DType dtype) {
        return new PartContext(device, dtype, new Absent(), null, Optional.empty());
    }

    @Override
    public AttentionKernel attention() {
        if (attention == null) {
            throw new IllegalStateException("this part is built without an attention kernel");
        }
        return attention;
    }

    private record Absent() implements Weights {
        @Override
        public Weights at(String prefix) {
            return this;
        }

        @Override
        public Tensor get(String name, long... shape) {
            throw new IllegalStateException("this part is built without weights, so there is no '" + name + "'");
        }

        @Override
        public boolean has(String name) {
            return false;
        }
    }
}
