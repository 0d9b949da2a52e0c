package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedulers of straight paths, whose models predict velocities. */
@ParameterizedClass
@MethodSource("schedulers")
class FlowSchedulerTest extends SchedulerContract {
    private static final double DEVIATION = 0.5;

    @Parameter
    private Scheduler scheduler;

    static Stream<Scheduler> schedulers() {
        return Stream.of(
                Schedulers.of("flow-euler", Map.of()),
                Schedulers.of("flow-euler", Map.of("shift", 3, "stochastic_sampling", true)),
                Schedulers.of("flow-heun", Map.of()),
                Schedulers.of("flow-lcm", Map.of("shift", 3)));
    }

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    /** As in the contract, for velocities instead of noise. */
    @Override
    @Test
    protected void the_error_falls_with_the_claimed_order() {
        assumeFalse(scheduler.isStochastic());
        double order = Math.log(error(50) / error(99)) / Math.log(2);

        assertThat(order).isBetween(scheduler.order() - 0.25, scheduler.order() + 0.75);
    }

    @Test
    void the_path_leads_from_pure_noise_to_the_clean_sample() {
        List<Double> sigmas = scheduler.plan(PlanRequest.ofSteps(6)).sigmas();

        assertThat(sigmas.get(0)).isEqualTo(1);
        assertThat(sigmas.get(sigmas.size() - 1)).isZero();
        assertThat(sigmas).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void a_shift_that_grows_with_the_image_is_the_fixed_one_of_its_size() {
        Map<String, Object> growing = Map.of("use_dynamic_shifting", true);
        List<Double> even = List.of(1.0, 0.75, 0.5, 0.25);
        double strength = 0.5 + (1.15 - 0.5) * (1024 - 256) / (4096.0 - 256);

        List<Double> grown = sigmas(growing, even);
        List<Double> fixed = sigmas(Map.of("shift", Math.exp(strength)), even);

        for (int i = 0; i < grown.size(); i++) {
            assertThat(grown.get(i)).isCloseTo(fixed.get(i), within(1e-6));
        }
        assertThatThrownBy(() -> Schedulers.plan("flow-euler", 4, growing))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("shift-by");
    }

    @Test
    void a_terminal_level_is_where_the_last_step_starts() {
        List<Double> sigmas =
                Schedulers.plan("flow-euler", 8, Map.of("shift_terminal", 0.1)).sigmas();

        assertThat(sigmas.get(7)).isCloseTo(0.1, within(1e-6));
        assertThat(sigmas.get(0)).isCloseTo(1, within(1e-6));
    }

    private static List<Double> sigmas(Map<String, ?> keys, List<Double> custom) {
        PlanRequest request = PlanRequest.ofSteps(4).withSigmas(custom).withImageTokens(1024);
        return Schedulers.of("flow-euler", keys).plan(request).sigmas();
    }

    /** Of a run over normal data, before the last step. */
    private double error(int steps) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(steps));
        int last = trajectory.steps().size() - 1;
        try (Scope scope = Scope.open()) {
            Tensor noise = HostData.tensor(new double[] {1}, 1, 1, 1, 1);
            SamplerState state = trajectory.start(noise);
            for (int i = 0; i < last; i++) {
                Tensor velocity = state.sample()
                        .mul(new Scalar(velocityPerSample(trajectory.sigmas().get(i))));
                state = trajectory.advance(state, velocity, (draw, like) -> like);
            }
            double exact = Math.sqrt(power(trajectory.sigmas().get(last)));
            return Math.abs(HostData.doubles(state.sample())[0] - exact);
        }
    }

    private static double velocityPerSample(double sigma) {
        return (sigma - (1 - sigma) * DEVIATION * DEVIATION) / power(sigma);
    }

    private static double power(double sigma) {
        double clean = (1 - sigma) * DEVIATION;
        return clean * clean + sigma * sigma;
    }
}
