package io.diffusion4j.core.error;

/** The device has no memory left for what was asked. */
public final class OutOfDeviceMemory extends DiffusionException {
    public OutOfDeviceMemory(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isBadInput() {
        return false;
    }
}
