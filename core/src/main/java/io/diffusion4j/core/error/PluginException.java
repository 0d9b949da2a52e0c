package io.diffusion4j.core.error;

/** A plugin jar cannot be used, or two of them contradict each other. */
public final class PluginException extends DiffusionException {
    public PluginException(String message) {
        super(message, null);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public boolean isBadInput() {
        return true;
    }
}
