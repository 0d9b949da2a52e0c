package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Runs one piece of code on several threads at a time. */
final class InThreads {
    private static final int THREADS = 4;

    private InThreads() {}

    /** Fails unless every thread gets the bits that this thread gets. */
    static void assertSame(Supplier<double[]> code) {
        double[] expected = inScope(code);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<double[]>> results = new ArrayList<>();
            for (int i = 0; i < 2 * THREADS; i++) {
                results.add(pool.submit(() -> inScope(code)));
            }
            for (Future<double[]> result : results) {
                assertThat(result.get()).containsExactly(expected);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("failed on another thread", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static double[] inScope(Supplier<double[]> code) {
        try (Scope scope = Scope.open()) {
            return code.get();
        }
    }
}
