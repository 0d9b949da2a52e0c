package io.diffusion4j.core.nn;

import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Divides the last dimension by its root mean square, computed in float32 at least, then scales it; the mean is left alone. Zhang
 * and Sennrich 2019.
 */
public final class RmsNorm {
    private static final long[] LAST = {-1};

    private final Tensor weight;
    private final double epsilon;

    private RmsNorm(Tensor weight, double epsilon) {
        this.weight = weight;
        this.epsilon = epsilon;
    }

    /** Reads {@code weight} [width]. */
    public static RmsNorm of(Weights weights, long width, double epsilon) {
        return new RmsNorm(weights.get("weight", width), epsilon);
    }

    /** @param x [..., width], of any floating-point dtype @return the same shape in the weight's dtype; belongs to the open scope */
    public Tensor apply(Tensor x) {
        try (Scope scope = Scope.open()) {
            Tensor wide = AtLeastFloat32.of(x);
            Tensor meanSquare = wide.mul(wide).mean(LAST, true, new ScalarTypeOptional());
            Tensor normal = wide.mul(meanSquare.add_(new Scalar(epsilon)).rsqrt());
            return scope.keep(normal.toType(weight.scalar_type()).mul(weight));
        }
    }
}
