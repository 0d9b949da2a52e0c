package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The squared Fréchet distance between two sets of features, each taken for normally distributed: Dowson and Landau 1982,
 * Heusel et al. 2017. Computed in float64. Small sets look further apart than they are.
 */
public final class FrechetDistance {
    private FrechetDistance() {}

    /**
     * @param first [count, features], 2 or more
     * @param second [count, features], 2 or more
     */
    public static double between(Tensor first, Tensor second) {
        try (Scope scope = Scope.open()) {
            Tensor a = first.toType(ScalarType.Double);
            Tensor b = second.toType(ScalarType.Double);
            return between(a.mean(0), covariance(a), b.mean(0), covariance(b));
        }
    }

    /** Between normal distributions. @param mean1 [features] @param covariance1 [features, features] */
    static double between(Tensor mean1, Tensor covariance1, Tensor mean2, Tensor covariance2) {
        try (Scope scope = Scope.open()) {
            Tensor root = root(covariance1);
            // C1 C2 and this have the same eigenvalues, and this is symmetric.
            Tensor product = root.matmul(covariance2).matmul(root);
            Tensor values = torch.linalg_eigvalsh(symmetric(product));
            double shared = values.clamp_min(new Scalar(0)).sqrt().sum().item_double();
            double apart = mean1.sub(mean2).square().sum().item_double();
            double spread =
                    covariance1.trace().item_double() + covariance2.trace().item_double();
            return Math.max(0, apart + spread - 2 * shared);
        }
    }

    /** The unbiased covariance [features, features] of rows [count, features]. */
    static Tensor covariance(Tensor rows) {
        if (rows.size(0) < 2) {
            throw new IllegalArgumentException("a covariance needs 2 or more samples, got " + rows.size(0));
        }
        try (Scope scope = Scope.open()) {
            Tensor centred = rows.sub(rows.mean(0));
            return scope.keep(centred.transpose(0, 1).matmul(centred).div(new Scalar(rows.size(0) - 1.0)));
        }
    }

    /** The square root of a positive semidefinite matrix. */
    private static Tensor root(Tensor matrix) {
        try (Scope scope = Scope.open()) {
            T_TensorTensor_T eigen = torch.linalg_eigh(symmetric(matrix));
            Tensor roots = eigen.get0().clamp_min(new Scalar(0)).sqrt();
            Tensor vectors = eigen.get1();
            return scope.keep(vectors.mul(roots.unsqueeze(0)).matmul(vectors.transpose(0, 1)));
        }
    }

    /** Without what rounding made of the two halves. */
    private static Tensor symmetric(Tensor matrix) {
        return matrix.add(matrix.transpose(0, 1)).div(new Scalar(2));
    }
}
