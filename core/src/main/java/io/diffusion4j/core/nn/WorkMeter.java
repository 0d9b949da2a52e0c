package io.diffusion4j.core.nn;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.bytedeco.pytorch.GradMode;

/**
 * While it is open, counts the floating-point operations of the linear layers, convolutions and attention kernels that run
 * on this thread; a product with its sum are two. Meters nest: each counts what happens while it is the innermost one.
 * Closed by the thread that opened it.
 */
public final class WorkMeter implements AutoCloseable {
    private static final ThreadLocal<WorkMeter> INNERMOST = new ThreadLocal<>();
    /** A backward pass makes two products of the size of each forward one: for the input's and the weight's gradients. */
    private static final long WITH_BACKWARD = 3;

    private final WorkMeter outer = INNERMOST.get();
    private final boolean training;
    private final Map<Work.Kind, Long> counted = new EnumMap<>(Work.Kind.class);

    private WorkMeter(boolean training) {
        this.training = training;
        INNERMOST.set(this);
    }

    /** Counts what is computed. */
    public static WorkMeter open() {
        return new WorkMeter(false);
    }

    /** Counts what is computed and, where gradients are recorded, the backward pass that will follow. */
    public static WorkMeter ofTraining() {
        return new WorkMeter(true);
    }

    /** Told by layers and kernels. @param operations is asked only while a meter is open */
    public static void count(Work.Kind kind, LongSupplier operations) {
        WorkMeter meter = INNERMOST.get();
        if (meter != null) {
            long factor = meter.training && GradMode.is_enabled() ? WITH_BACKWARD : 1;
            meter.counted.merge(kind, factor * operations.getAsLong(), Long::sum);
        }
    }

    /** What was counted until now. */
    public Work work() {
        return new Work(
                counted.getOrDefault(Work.Kind.CONVOLUTION, 0L),
                counted.getOrDefault(Work.Kind.LINEAR, 0L),
                counted.getOrDefault(Work.Kind.ATTENTION, 0L));
    }

    @Override
    public void close() {
        if (outer == null) {
            INNERMOST.remove();
        } else {
            INNERMOST.set(outer);
        }
    }
}
