package io.diffusion4j.schedulers.dpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.dpm.AdaptiveRuns.Run;
import io.diffusion4j.testkit.contract.SchedulerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"order: 3", "order: 2", "budget: 30", "{h-init: 5, final-sigma: sigma-min}", "eta: 0.5"})
class AdaptiveContractTest extends SchedulerContract {
    @Parameter
    private String yaml;

    @Override
    protected Scheduler scheduler() {
        return AdaptiveRuns.of(yaml);
    }

    @Test
    @Override
    protected void steps_are_numbered_and_counted() {
        try (Scope scope = Scope.open()) {
            Run run = AdaptiveRuns.run(scheduler().plan(PlanRequest.ofSteps(8)), 1);

            for (int i = 0; i < run.steps().size(); i++) {
                assertThat(run.steps().get(i).index()).isEqualTo(i);
                assertThat(run.steps().get(i).count()).isGreaterThan(i);
            }
        }
    }

    /** Images of a batch share their steps, so only equal ones take the steps that each takes alone. */
    @Test
    @Override
    protected void an_image_is_the_same_alone_and_in_a_batch() {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = scheduler().plan(PlanRequest.ofSteps(8));
            double[] both =
                    HostData.doubles(AdaptiveRuns.run(trajectory, 2).end().sample());
            double[] alone =
                    HostData.doubles(AdaptiveRuns.run(trajectory, 1).end().sample());

            assertThat(both).containsExactly(alone[0], alone[0]);
        }
    }

    /** Steps of one length: the controller holds still without its coefficients. */
    @Test
    @Override
    protected void the_error_falls_with_the_claimed_order() {
        for (int order : new int[] {2, 3}) {
            double measured = Math.log(fixedError(order, 24) / fixedError(order, 48)) / Math.log(2);

            assertThat(measured).as("order %d", order).isBetween(order - 0.25, order + 0.75);
            assertThat(AdaptiveRuns.of("order: " + order).order()).isEqualTo(order);
        }
    }

    private static double fixedError(int order, int steps) {
        String settings = "{order: %d, icoeff: 0, budget: 10000, final-sigma: sigma-min, h-init: %s}";
        double range = Math.log(14.6146 / 0.0291675);
        Run run = AdaptiveRuns.exactRun(settings.formatted(order, range / steps));
        assertThat(run.progress().accepted()).isBetween(steps, steps + 1);
        return run.error();
    }
}
