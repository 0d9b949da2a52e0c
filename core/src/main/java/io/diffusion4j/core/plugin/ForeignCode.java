package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.Callable;

/** Runs code of a plugin: whatever it throws becomes a {@link PluginException}, except that memory ran out. */
final class ForeignCode {
    private ForeignCode() {}

    /** @param what names the call in the message: {@code "the constructor of a.B"} */
    static <T> T call(String what, Callable<T> code) {
        try {
            return code.call();
        } catch (Throwable thrown) {
            throw failure(what, thrown);
        }
    }

    static PluginException failure(String what, Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof OutOfMemoryError exhausted) {
            throw exhausted;
        }
        String hint =
                cause instanceof NoClassDefFoundError && cause.getCause() instanceof ClassNotFoundException missing
                        ? "; it needs the class " + missing.getMessage()
                                + ", which the plugin does not bring: put the jar that holds it next to the plugin's in a folder"
                                + " of their own"
                        : "";
        return new PluginException(what + " fails with " + oneLine(cause) + hint, cause);
    }

    private static Throwable unwrap(Throwable thrown) {
        boolean wraps = thrown instanceof InvocationTargetException || thrown instanceof ExceptionInInitializerError;
        return wraps && thrown.getCause() != null ? unwrap(thrown.getCause()) : thrown;
    }

    private static String oneLine(Throwable cause) {
        return String.valueOf(cause).lines().findFirst().orElse("");
    }
}
