package io.diffusion4j.schedulers.prediction;

import io.diffusion4j.schedulers.plan.Memo;
import org.bytedeco.pytorch.Scalar;

/**
 * Numbers as libtorch wants them beside tensors. The coefficients of a plan are the same in every run, and making a native
 * object for each costs more than all else that is around the operations of a step, so the last ones are remembered.
 */
public final class Scalars {
    private static final Memo<Double, Scalar> RECENT = new Memo<>(4096);

    private Scalars() {}

    /** @return shared, so not to be changed or closed; outlives the open scope */
    public static Scalar of(double value) {
        return RECENT.get(value, Scalars::remembered);
    }

    /** Freed by the garbage collector once it is forgotten. */
    private static Scalar remembered(double value) {
        Scalar scalar = new Scalar(value);
        scalar.retainReference();
        return scalar;
    }
}
