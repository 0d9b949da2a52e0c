package io.diffusion4j.schedulers.prediction;

import io.diffusion4j.schedulers.plan.Memo;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * The two ends of a range that values are clamped to. They are the same in every step, and making the four native objects
 * that libtorch wants for them costs as much as the clamp of a small image, so the last ones are remembered.
 */
record Bounds(ScalarOptional min, ScalarOptional max) {
    private static final Memo<Range, Bounds> RECENT = new Memo<>(16);

    private record Range(double min, double max) {}

    /** @return the same shape; belongs to the open scope */
    static Tensor clamp(Tensor values, double min, double max) {
        Bounds bounds = RECENT.get(new Range(min, max), range -> new Bounds(bound(range.min), bound(range.max)));
        return values.clamp(bounds.min, bounds.max);
    }

    /** Outlives the open scope; freed by the garbage collector once it is forgotten. */
    private static ScalarOptional bound(double value) {
        ScalarOptional bound = new ScalarOptional(new Scalar(value));
        bound.retainReference();
        return bound;
    }
}
