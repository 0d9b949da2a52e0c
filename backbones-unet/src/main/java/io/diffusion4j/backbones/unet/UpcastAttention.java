package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Another kernel in float32 where the inputs are float16: the scores of some networks, such as Stable Diffusion 2.1,
 * leave its range. bfloat16 has the range of float32 and passes through.
 */
record UpcastAttention(AttentionKernel kernel) implements AttentionKernel {
    @Override
    public boolean supports(AttentionShape shape) {
        return kernel.supports(upcast(shape));
    }

    /** That of the other kernel, and the inputs and the output in float32. */
    @Override
    public long workspaceBytes(AttentionShape shape) {
        long copies = shape.dtype() == DType.FLOAT16
                ? 2 * shape.batch() * shape.heads() * (shape.queries() + shape.keys()) * shape.headSize()
                : 0;
        return kernel.workspaceBytes(upcast(shape)) + copies * DType.FLOAT32.bytes();
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        if (query.scalar_type().intern() != ScalarType.Half) {
            return kernel.attend(query, key, value, mask, scale);
        }
        try (Scope scope = Scope.open()) {
            Tensor exact = kernel.attend(
                    query.toType(ScalarType.Float),
                    key.toType(ScalarType.Float),
                    value.toType(ScalarType.Float),
                    mask.map(m -> m.toType(ScalarType.Float)),
                    scale);
            return scope.keep(exact.toType(ScalarType.Half));
        }
    }

    private static AttentionShape upcast(AttentionShape shape) {
        DType dtype = shape.dtype() == DType.FLOAT16 ? DType.FLOAT32 : shape.dtype();
        return new AttentionShape(
                shape.batch(),
                shape.heads(),
                shape.queries(),
                shape.keys(),
                shape.headSize(),
                shape.masked(),
                dtype,
                shape.cuda());
    }
}
