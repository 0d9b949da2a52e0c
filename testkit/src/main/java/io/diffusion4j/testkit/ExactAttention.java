package io.diffusion4j.testkit;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Attention written down as its definition, with the whole score matrix in memory. Vaswani et al. 2017. */
public final class ExactAttention implements AttentionKernel {
    @Override
    public boolean supports(AttentionShape shape) {
        return true;
    }

    /** The scores and their softmax. */
    @Override
    public long workspaceBytes(AttentionShape shape) {
        return 2
                * shape.batch()
                * shape.heads()
                * shape.queries()
                * shape.keys()
                * shape.dtype().bytes();
    }

    @Override
    public Tensor attend(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask, double scale) {
        Tensor scores = torch.matmul(query, key.transpose(-1, -2)).mul(new Scalar(scale));
        Tensor masked = mask.map(scores::add).orElse(scores);
        return torch.matmul(torch.softmax(masked, -1), value);
    }
}
