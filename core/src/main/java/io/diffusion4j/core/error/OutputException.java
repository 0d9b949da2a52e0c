package io.diffusion4j.core.error;

/** A result cannot be written. */
public final class OutputException extends DiffusionException {
    public OutputException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isBadInput() {
        return true;
    }
}
