package io.diffusion4j.training.data;

import io.diffusion4j.training.Draw;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Prepares what the next batches need on a thread of its own, while the caller computes. Used by one thread.
 *
 * @param <T> what is prepared: Java's own objects, for tensors belong to the thread that made them
 */
public final class Prefetch<T> implements AutoCloseable {
    private final Function<Draw, T> prepare;
    private final UnaryOperator<Draw> next;
    private final int depth;
    private final Deque<Ahead<T>> ahead = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "prefetch");
        daemon.setDaemon(true);
        return daemon;
    });

    private record Ahead<T>(Draw draw, Future<T> result) {}

    /**
     * @param prepare a pure function of the draw
     * @param next the draw that will most likely be asked for after another
     * @param depth how many batches are prepared ahead, 1 or more
     */
    public Prefetch(Function<Draw, T> prepare, UnaryOperator<Draw> next, int depth) {
        this.prepare = prepare;
        this.next = next;
        this.depth = depth;
    }

    /**
     * What is prepared for that draw; waits for it, and has the following ones prepared. Fails with what the preparation
     * failed with.
     */
    public T get(Draw draw) {
        while (!ahead.isEmpty() && !ahead.peek().draw.equals(draw)) {
            ahead.poll().result.cancel(false);
        }
        Future<T> wanted = ahead.isEmpty() ? submit(draw) : ahead.poll().result;
        Draw last = ahead.isEmpty() ? draw : ahead.getLast().draw;
        while (ahead.size() < depth) {
            last = next.apply(last);
            ahead.add(new Ahead<>(last, submit(last)));
        }
        return result(wanted);
    }

    private Future<T> submit(Draw draw) {
        return thread.submit(() -> prepare.apply(draw));
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a batch", e);
        }
    }

    /** The failure itself, with the place where the batch was asked for beside its own. */
    private static RuntimeException failure(Throwable cause) {
        cause.addSuppressed(new IllegalStateException("a batch was asked for here"));
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }

    /** Stops preparing; waits for nothing. What is being prepared is not interrupted, for that would close its files. */
    @Override
    public void close() {
        ahead.forEach(batch -> batch.result.cancel(false));
        ahead.clear();
        thread.shutdown();
    }
}
