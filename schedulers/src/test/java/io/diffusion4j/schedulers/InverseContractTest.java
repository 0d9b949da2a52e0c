package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedulers from an image back to noise. */
@ParameterizedClass
@MethodSource("schedulers")
class InverseContractTest extends SchedulerContract {
    @Parameter
    private Scheduler scheduler;

    static Stream<Scheduler> schedulers() {
        return Stream.of(
                Schedulers.of("ddim-inverse", Map.of()),
                Schedulers.of("ddim-inverse", Map.of("set_alpha_to_one", false, "timestep_spacing", "trailing")),
                Schedulers.of("dpm-solver++-inverse", Map.of("solver_order", 1)),
                Schedulers.of("dpm-solver++-inverse", Map.of("use_exponential_sigmas", true)),
                Schedulers.of(
                        "dpm-solver++-inverse",
                        Map.of("algorithm_type", "dpmsolver", "solver_order", 2, "use_exponential_sigmas", true)));
    }

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    @Test
    void timesteps_and_noise_rise() {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(8));
        try (Scope scope = Scope.open()) {
            for (int i = 1; i < trajectory.steps().size(); i++) {
                Step before = trajectory.steps().get(i - 1);
                Step step = trajectory.steps().get(i);
                assertThat(step.timestep()).isGreaterThan(before.timestep());
                assertThat(noise(trajectory, step)).isGreaterThan(noise(trajectory, before));
            }
        }
    }

    private static double noise(Trajectory trajectory, Step at) {
        Tensor one = HostData.tensor(new float[] {1}, 1, 1, 1, 1);
        Tensor zero = HostData.tensor(new float[] {0}, 1, 1, 1, 1);
        return HostData.doubles(trajectory.addNoise(zero, one, at))[0];
    }
}
