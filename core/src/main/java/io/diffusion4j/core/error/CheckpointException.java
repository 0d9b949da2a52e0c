package io.diffusion4j.core.error;

/** A model file or folder is missing, damaged, of another family, or does not hold the weights that a part needs. */
public final class CheckpointException extends DiffusionException {
    public CheckpointException(String message) {
        super(message, null);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isBadInput() {
        return true;
    }
}
