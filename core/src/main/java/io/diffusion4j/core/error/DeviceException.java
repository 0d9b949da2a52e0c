package io.diffusion4j.core.error;

/** The device or its libraries are missing or failed. */
public final class DeviceException extends DiffusionException {
    public DeviceException(String message) {
        super(message, null);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isBadInput() {
        return false;
    }
}
