package io.diffusion4j.training.measure;

import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How well two sets of pictures cover each other: Kynkäänniemi et al. 2019. Around each picture lies a ball that reaches to
 * its k-th nearest neighbour within its set.
 *
 * @param precision share of the second set that lies in a ball of the first: how many generated pictures could be real
 * @param recall share of the first set that lies in a ball of the second: how many real pictures could be generated
 */
public record Manifold(double precision, double recall) {
    /** Differences, not products: nearly equal features stay apart. */
    private static final long EXACT = 2;

    /**
     * @param real [count, features], more than {@code neighbour}
     * @param generated [count, features], more than {@code neighbour}
     * @param neighbour which one a ball reaches to, 1 or more; 3 in the publication
     */
    public static Manifold of(Tensor real, Tensor generated, int neighbour) {
        if (neighbour < 1 || Math.min(real.size(0), generated.size(0)) <= neighbour) {
            throw new IllegalArgumentException("neighbour %d needs sets of more pictures, got %d and %d"
                    .formatted(neighbour, real.size(0), generated.size(0)));
        }
        try (Scope scope = Scope.open()) {
            Tensor a = real.toType(ScalarType.Double);
            Tensor b = generated.toType(ScalarType.Double);
            Tensor between = distances(a, b);
            return new Manifold(
                    covered(between, radii(a, neighbour)), covered(between.transpose(0, 1), radii(b, neighbour)));
        }
    }

    /** The share of columns in the ball of some row. @param distances [balls, points] @param radii [balls] */
    private static double covered(Tensor distances, Tensor radii) {
        Tensor inside = distances.le(radii.unsqueeze(1));
        return inside.any(0).toType(ScalarType.Double).mean().item_double();
    }

    /** [points], to the neighbour's distance; the nearest of all is the point itself. */
    private static Tensor radii(Tensor points, int neighbour) {
        return torch.kthvalue(distances(points, points), neighbour + 1L).get0();
    }

    private static Tensor distances(Tensor a, Tensor b) {
        return torch.cdist(a, b, 2, new LongOptional(EXACT));
    }
}
