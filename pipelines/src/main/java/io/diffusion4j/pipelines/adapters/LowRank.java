package io.diffusion4j.pipelines.adapters;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** LoRA: {@code up down * alpha / rank}, also of convolutions, whose kernel lies in {@code down}. Hu et al. 2021. */
record LowRank(Factors factors, long rank, long rows, long columns) implements Delta {
    static LowRank of(Factors factors) {
        long rank = factors.rows(AdapterKey.DOWN);
        if (factors.columns(AdapterKey.UP) != rank) {
            throw factors.broken("up has the shape %s and down %s"
                    .formatted(
                            factors.info(AdapterKey.UP).shape(),
                            factors.info(AdapterKey.DOWN).shape()));
        }
        return new LowRank(factors, rank, factors.rows(AdapterKey.UP), factors.columns(AdapterKey.DOWN));
    }

    @Override
    public Tensor of(long... shape) {
        Tensor up = factors.open(AdapterKey.UP).reshape(rows, rank);
        Tensor down = factors.open(AdapterKey.DOWN).reshape(rank, columns);
        return up.matmul(down).mul(new Scalar(factors.factor(rank))).reshape(shape);
    }
}
