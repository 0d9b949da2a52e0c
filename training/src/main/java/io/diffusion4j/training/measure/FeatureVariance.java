package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** How different pictures are from each other: the variance of their features, summed over these. Computed in float64. */
public final class FeatureVariance {
    private FeatureVariance() {}

    /** Among all. @param features [pictures, features], 2 pictures or more */
    public static double among(Tensor features) {
        return within(features, features.size(0));
    }

    /**
     * Among those of each group, as a mean over the groups: how different the pictures of one caption are.
     *
     * @param features [pictures, features], a group's rows one after another
     * @param size pictures in a group, 2 or more
     */
    public static double within(Tensor features, long size) {
        if (size < 2 || features.size(0) % size != 0) {
            throw new IllegalArgumentException("%d pictures make no groups of %d; a group has 2 or more, all as many"
                    .formatted(features.size(0), size));
        }
        try (Scope scope = Scope.open()) {
            Tensor groups = features.toType(ScalarType.Double).view(-1, size, features.size(1));
            Tensor apart = groups.sub(groups.mean(1).unsqueeze(1)).square().sum();
            return apart.div(new Scalar((double) groups.size(0) * (size - 1))).item_double();
        }
    }
}
