package io.diffusion4j.core.error;

/** What every error of Diffusion4J is: its message tells what is wrong, where, and what to do about it. */
public abstract class DiffusionException extends RuntimeException {
    protected DiffusionException(String message, Throwable cause) {
        super(message, cause);
    }

    /** True if the caller can mend it by changing what was asked for; false for a fault of the machine or of ours. */
    public abstract boolean isBadInput();
}
