package io.diffusion4j.core.settings;

/** A settings record refuses a value. The binder turns it into a message with file, line and path. */
public final class InvalidSetting extends IllegalArgumentException {
    private final String component;

    /** @param component the record component at fault, as named in Java */
    public InvalidSetting(String component, String message) {
        super(message);
        this.component = component;
    }

    public String component() {
        return component;
    }
}
