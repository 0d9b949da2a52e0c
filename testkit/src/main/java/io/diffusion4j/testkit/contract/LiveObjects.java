package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.Scope;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Pointer;

/** Counts native objects that somebody still owns. */
final class LiveObjects {
    private LiveObjects() {}

    /** Runs the code again and again, each time in a scope, and fails if objects are left behind each time. */
    static void assertNoneLeftBy(Runnable code) {
        for (int warmUp = 0; warmUp < 2; warmUp++) {
            run(code);
        }
        long before = settledCount();
        int runs = 20;
        for (int i = 0; i < runs; i++) {
            run(code);
        }
        assertThat(Pointer.totalCount() - before)
                .as("native objects left behind by %d runs", runs)
                .isLessThan(runs);
    }

    private static void run(Runnable code) {
        try (Scope scope = Scope.open()) {
            code.run();
        }
    }

    /** The count once the collector has freed what earlier tests dropped, or else that would hide what is left behind. */
    private static long settledCount() {
        long count;
        do {
            count = Pointer.totalCount();
            System.gc();
            LockSupport.parkNanos(50_000_000);
        } while (Pointer.totalCount() < count);
        return count;
    }
}
