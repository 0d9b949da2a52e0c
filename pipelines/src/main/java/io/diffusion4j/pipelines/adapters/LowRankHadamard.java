package io.diffusion4j.pipelines.adapters;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** LoHa: two products of low rank, multiplied value by value. Hyeon-Woo et al. 2021, "FedPara". */
record LowRankHadamard(Factors factors, long rows, long columns) implements Delta {
    static LowRankHadamard of(Factors factors) {
        LowRankHadamard delta = new LowRankHadamard(factors, factors.rows("hada_w1_a"), factors.columns("hada_w1_b"));
        boolean whole = factors.rows("hada_w2_a") == delta.rows
                && factors.columns("hada_w2_b") == delta.columns
                && factors.columns("hada_w1_a") == factors.rows("hada_w1_b")
                && factors.columns("hada_w2_a") == factors.rows("hada_w2_b");
        if (!whole) {
            throw factors.broken("its four factors do not fit together");
        }
        return delta;
    }

    @Override
    public Tensor of(long... shape) {
        Tensor first = factors.open("hada_w1_a").matmul(factors.open("hada_w1_b"));
        Tensor second = factors.open("hada_w2_a").matmul(factors.open("hada_w2_b"));
        return first.mul(second)
                .mul(new Scalar(factors.factor(factors.rows("hada_w1_b"))))
                .reshape(shape);
    }
}
