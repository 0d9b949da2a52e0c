package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schedulers of preconditioned models, whose output is no noise. */
@ParameterizedClass
@MethodSource("schedulers")
class EdmSchedulerTest extends SchedulerContract {
    @Parameter(0)
    private Scheduler scheduler;

    /** Of the model's output, against the usual convention. */
    @Parameter(1)
    private double sign;

    static Stream<Arguments> schedulers() {
        return Stream.of(
                Arguments.of(Schedulers.of("consistency", Map.of()), 1),
                Arguments.of(Schedulers.of("edm-dpm-solver++", Map.of("solver_order", 1)), 1),
                Arguments.of(Schedulers.of("edm-dpm-solver++", Map.of("solver_type", "heun")), 1),
                Arguments.of(Schedulers.of("edm-dpm-solver++", Map.of("prediction_type", "v_prediction")), -1),
                Arguments.of(Schedulers.of("edm-dpm-solver++", Map.of("algorithm_type", "sde-dpmsolver++")), 1),
                Arguments.of(Schedulers.of("edm-dpm-solver++", Map.of("solver_order", 3)), 1),
                Arguments.of(Schedulers.of("edm-euler", Map.of("s_churn", 3)), 1),
                Arguments.of(Schedulers.of("edm-euler", Map.of("prediction_type", "v_prediction")), -1),
                Arguments.of(Schedulers.of("edm-euler", Map.of()), 1));
    }

    @Override
    protected Scheduler scheduler() {
        return scheduler;
    }

    /** As in the contract, on data with another deviation (1) than the preconditioning's. */
    @Override
    @Test
    protected void the_error_falls_with_the_claimed_order() {
        assumeFalse(scheduler.isStochastic());
        double order = Math.log(error(200) / error(399)) / Math.log(2);

        assertThat(order).isBetween(scheduler.order() - 0.25, scheduler.order() + 0.75);
    }

    /** Relative, before the last step. */
    private double error(int steps) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(steps));
        try (Scope scope = Scope.open()) {
            Tensor start =
                    HostData.tensor(new double[] {Math.hypot(trajectory.sigmas().get(0), 1)}, 1, 1, 1, 1);
            SamplerState state = trajectory.start(start);
            for (int i = 0; i < steps - 1; i++) {
                double factor = sign * outputPerSample(trajectory.sigmas().get(i));
                state = trajectory.advance(state, state.sample().mul(new Scalar(factor)), (draw, like) -> like);
            }
            double exact = Math.hypot(trajectory.sigmas().get(steps - 1), 1);
            return Math.abs(HostData.doubles(state.sample())[0] / exact - 1);
        }
    }

    /** What a perfect model answers whose preconditioning is for data of deviation ½. */
    private static double outputPerSample(double sigma) {
        double power = sigma * sigma + 0.25;
        double best = 1 / (1 + sigma * sigma);
        return (best - 0.25 / power) * Math.sqrt(power) / (0.5 * sigma);
    }
}
