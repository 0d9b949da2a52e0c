package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Apart from the others', for samples within a step are at levels which the forward process never stops at. */
class Kdpm2ContractTest extends SchedulerContract {
    private static final Map<String, Object> KARRAS = Map.of("use_karras_sigmas", true);

    @Override
    protected Scheduler scheduler() {
        return Schedulers.of("kdpm2", Map.of());
    }

    @Test
    @Override
    protected void the_error_falls_with_the_claimed_order() {
        double order = Math.log(error(21) / error(41)) / Math.log(2);

        assertThat(order).isBetween(1.8, 2.4);
    }

    private static double error(int steps) {
        Trajectory trajectory = Schedulers.plan("kdpm2", steps, KARRAS);
        return new GaussianWorld(0.5).error(trajectory, new WithMiddles(trajectory), 0, 2 * (steps - 1));
    }

    private record WithMiddles(Trajectory trajectory) implements GaussianWorld.Amplitudes {
        @Override
        public double alpha(int index) {
            return 1;
        }

        @Override
        public double sigma(int index) {
            double sigma = trajectory.sigmas().get(index);
            return index % 2 == 0
                    ? sigma
                    : Math.sqrt(sigma * trajectory.sigmas().get(index - 1));
        }
    }
}
