package io.diffusion4j.core.error;

/** A computation gave values that are not numbers or infinite; the message names the part and the step. */
public final class NonFiniteException extends DiffusionException {
    public NonFiniteException(String message) {
        super(message, null);
    }

    @Override
    public boolean isBadInput() {
        return false;
    }
}
