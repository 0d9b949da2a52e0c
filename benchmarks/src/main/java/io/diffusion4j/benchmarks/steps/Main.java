package io.diffusion4j.benchmarks.steps;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.tensor.Scope;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.global.torch;

/**
 * What a step of each scheduler costs beside the model, and how much of that is its tensor operations: the same
 * operations called one after the other with nothing around them. Both are measured in turns within one run, on one
 * thread; the least of the rounds counts. Arguments: types of schedulers, all if there are none.
 */
public final class Main {
    private static final int ROUNDS = 40;
    private static final int WARM_UP = 40;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final long[][] SHAPES = {{1, 4, 64, 64}, {1, 16, 128, 128}};

    private Main() {}

    public static void main(String[] types) {
        Natives.configure();
        torch.set_num_threads(1);
        try (InferenceMode inference = new InferenceMode(true)) {
            System.out.println("scheduler                   shape           operations   step us   raw us   step/raw");
            for (SchedulerProvider<?> provider : ServiceProviders.ofClassPath().all(SchedulerProvider.class)) {
                if (types.length == 0 || List.of(types).contains(provider.type())) {
                    measure(provider);
                }
            }
        }
    }

    private static void measure(SchedulerProvider<?> provider) {
        for (long[] shape : SHAPES) {
            try (Scope scope = Scope.open()) {
                StepWork.of(provider, shape).forEach((name, work) -> print(name, shape, work));
            } catch (ConfigurationException e) {
                System.out.printf("%-27s %s%n", provider.type(), e.getMessage());
                return;
            }
        }
    }

    private static void print(String type, long[] shape, StepWork work) {
        RecordingTensor.Log operations = work.recording().log();
        Runnable raw = () -> {
            try (Scope scope = Scope.open()) {
                operations.repeat();
            }
        };
        int repeats = shape[1] == 4 ? 200 : 20;
        double[] steps = new double[ROUNDS];
        double[] raws = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double step = microseconds(work::run, repeats);
            double alone = microseconds(raw, repeats);
            if (round >= 0) {
                steps[round] = step;
                raws[round] = alone;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-27s %-15s %10d %9.1f %8.1f %10.3f%n",
                type,
                Arrays.toString(shape).replaceAll("[\\[\\] ]", "").replace(',', 'x'),
                operations.names().size(),
                least(steps),
                least(raws),
                least(steps) / least(raws));
    }

    /** Of the processor, not of the wall: other processes on the machine do not count. */
    private static double microseconds(Runnable work, int repeats) {
        long start = CLOCK.getCurrentThreadCpuTime();
        for (int i = 0; i < repeats; i++) {
            work.run();
        }
        return (CLOCK.getCurrentThreadCpuTime() - start) / 1e3 / repeats;
    }

    /** The round that other work on the machine disturbed least. */
    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }
}
