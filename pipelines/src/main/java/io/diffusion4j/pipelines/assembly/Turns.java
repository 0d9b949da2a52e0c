package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.pipelines.memory.Stage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Components that take turns in memory: only those of one stage are there. One thread at a time uses any, in the order in
 * which they ask, because what a second one computes beside it would need memory too.
 */
final class Turns implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Set<Turn<?>> present = new LinkedHashSet<>();
    private boolean closed;

    <T> Turn<T> add(Stage stage, Supplier<WeightLoader> loaders, Function<WeightLoader, T> load) {
        return new Turn<>(this, stage, loaders, load);
    }

    <R> R during(Turn<?> turn, Supplier<R> code) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            present.removeIf(other -> {
                boolean done = other.stage() != turn.stage();
                if (done) {
                    other.leave();
                }
                return done;
            });
            turn.enter();
            present.add(turn);
            return code.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            present.forEach(Turn::leave);
            present.clear();
        } finally {
            lock.unlock();
        }
    }
}
