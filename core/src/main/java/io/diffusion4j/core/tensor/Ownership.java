package io.diffusion4j.core.tensor;

import io.diffusion4j.core.runtime.Natives;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owns the native objects that some code made, long after that code has returned: the weights of a loaded model and what
 * its constructor derived from them. Safe for several threads; may be closed on another thread than it was filled on.
 */
public final class Ownership implements AutoCloseable {
    static {
        Natives.start();
    }

    private final List<PointerScope> scopes = new ArrayList<>();

    /** Runs the code; what it makes on this thread outside its own scopes, or keeps out of them, is owned by this. */
    public <T> T during(Supplier<T> code) {
        PointerScope scope = new PointerScope();
        try {
            T result = code.get();
            scope.extend();
            synchronized (scopes) {
                scopes.add(scope);
            }
            return result;
        } finally {
            scope.close();
        }
    }

    /** Frees everything; further calls do nothing. */
    @Override
    public void close() {
        synchronized (scopes) {
            scopes.forEach(PointerScope::close);
            scopes.clear();
        }
    }
}
