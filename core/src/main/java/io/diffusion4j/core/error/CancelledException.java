package io.diffusion4j.core.error;

/** The run was cancelled by its observer. */
public final class CancelledException extends DiffusionException {
    public CancelledException(String message) {
        super(message, null);
    }

    @Override
    public boolean isBadInput() {
        return false;
    }
}
