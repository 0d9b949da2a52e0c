package io.diffusion4j.pipelines.adapters;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * LoKr: the Kronecker product of two matrices, each whole or of low rank. Alpha counts only if one is of low rank. Yeh et
 * al. 2023, "Navigating text-to-image customization".
 */
record LowRankKronecker(Factors factors, long rows, long columns) implements Delta {
    private static final String FIRST = "lokr_w1";
    private static final String SECOND = "lokr_w2";

    static LowRankKronecker of(Factors factors) {
        return new LowRankKronecker(
                factors,
                rows(factors, FIRST) * rows(factors, SECOND),
                columns(factors, FIRST) * columns(factors, SECOND));
    }

    private static long rows(Factors factors, String matrix) {
        return factors.rows(factors.has(matrix) ? matrix : matrix + "_a");
    }

    private static long columns(Factors factors, String matrix) {
        if (factors.has(matrix)) {
            return factors.columns(matrix);
        }
        if (factors.columns(matrix + "_a") != factors.rows(matrix + "_b")) {
            throw factors.broken(matrix + "_a and " + matrix + "_b do not fit together");
        }
        return factors.columns(matrix + "_b");
    }

    /** The second matrix has the kernel of a convolution, the first a kernel of 1. */
    @Override
    public Tensor of(long... shape) {
        long[] kernel = Arrays.copyOfRange(shape, Math.min(2, shape.length), shape.length);
        long[] first = new long[shape.length];
        Arrays.fill(first, 1);
        first[0] = rows(factors, FIRST);
        first[1] = columns(factors, FIRST);
        long[] second = shape.clone();
        second[0] = rows(factors, SECOND);
        second[1] = columns(factors, SECOND) / Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
        return torch.kron(matrix(FIRST).reshape(first), matrix(SECOND).reshape(second))
                .mul(new Scalar(factor()))
                .reshape(shape);
    }

    private Tensor matrix(String name) {
        return factors.has(name)
                ? factors.open(name)
                : factors.open(name + "_a").matmul(factors.open(name + "_b"));
    }

    private double factor() {
        for (String matrix : new String[] {FIRST, SECOND}) {
            if (!factors.has(matrix)) {
                return factors.factor(factors.rows(matrix + "_b"));
            }
        }
        return 1;
    }
}
