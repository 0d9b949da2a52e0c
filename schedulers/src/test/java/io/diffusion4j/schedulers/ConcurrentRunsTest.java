package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scheduler serves many runs at once, as in a server. */
class ConcurrentRunsTest {
    private static final int RUNS = 64;

    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    static Stream<SchedulerProvider<?>> providers() {
        return (Stream) ServiceProviders.ofClassPath().all(SchedulerProvider.class).stream();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void runs_of_other_seeds_and_lengths_do_not_disturb_one_another(SchedulerProvider<?> provider) throws Exception {
        Scheduler shared = scheduler(provider);
        List<float[]> alone = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            alone.add(run(shared, i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(RUNS);
        try {
            List<Future<float[]>> together = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                int seed = i;
                together.add(threads.submit(() -> run(shared, seed)));
            }
            for (int i = 0; i < RUNS; i++) {
                assertThat(together.get(i).get()).as("run %d", i).containsExactly(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Scheduler scheduler(SchedulerProvider<?> provider) {
        return Part.ofDefaults(provider).create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));
    }

    private static float[] run(Scheduler scheduler, int seed) {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(4 + seed % 7));
            NoiseSource noise = new SeededNoise(List.of((long) seed));
            Tensor like = HostData.tensor(new float[16], 1, 4, 2, 2);
            Tensor latents = noise.draw(NoiseSource.INITIAL, like).mul(new Scalar(trajectory.initialNoiseSigma()));
            SamplerState state = trajectory.start(latents);
            while (trajectory.next(state).isPresent()) {
                state = trajectory.advance(state, trajectory.modelInput(state).tanh(), noise);
            }
            return HostData.floats(state.sample());
        }
    }
}
