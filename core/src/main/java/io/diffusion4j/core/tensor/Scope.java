package io.diffusion4j.core.tensor;

import io.diffusion4j.core.runtime.Natives;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Owns every native object made on this thread while it is open, and frees them when it closes. Scopes nest; they are
 * per thread, so a tensor that another thread made is not in this thread's scope.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *     Tensor y = linear(x, w);
 *     return scope.keep(y.add(b));
 * }
 * }</pre>
 */
public final class Scope implements AutoCloseable {
    static {
        Natives.start();
    }

    private final PointerScope outer = PointerScope.getInnerScope();
    private final PointerScope inner = new PointerScope();

    private Scope() {}

    public static Scope open() {
        return new Scope();
    }

    /**
     * Lets an object outlive this scope: the enclosing scope owns it from now on, or, if there is none, the caller,
     * who frees it with {@link Pointer#close()} or hands it to a scope of its own.
     */
    public <P extends Pointer> P keep(P pointer) {
        if (outer == null) {
            pointer.retainReference();
        } else {
            outer.attach(pointer);
        }
        return pointer;
    }

    /** {@link #keep} for each element. */
    public <P extends Pointer> List<P> keep(List<P> pointers) {
        pointers.forEach(this::keep);
        return List.copyOf(pointers);
    }

    @Override
    public void close() {
        inner.close();
    }
}
