package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;

/** Apart from the others', for the models of this scheduler predict v. */
class IpndmContractTest extends SchedulerContract {
    private static final double DEVIATION = 0.5;

    @Override
    protected Scheduler scheduler() {
        return Schedulers.of("ipndm", Map.of());
    }

    @Test
    @Override
    protected void the_error_falls_with_the_claimed_order() {
        double order = Math.log(error(100) / error(200)) / Math.log(2);

        assertThat(order).isGreaterThan(0.9 * scheduler().order());
    }

    /** How far from the exact path a run is half-way, for normal data around 0; see {@link GaussianWorld}. */
    private double error(int steps) {
        Trajectory trajectory = scheduler().plan(PlanRequest.ofSteps(steps));
        try (Scope scope = Scope.open()) {
            SamplerState state = trajectory.start(HostData.tensor(new double[] {1}, 1, 1, 1, 1));
            for (int i = 0; i < steps / 2; i++) {
                state = trajectory.advance(
                        state, state.sample().mul(new Scalar(vPerSample(trajectory, i))), GaussianWorld.SILENT);
            }
            return Math.abs(HostData.doubles(state.sample())[0] - spread(trajectory, steps / 2));
        }
    }

    private static double vPerSample(Trajectory trajectory, int index) {
        double spread = spread(trajectory, index);
        return alpha(trajectory, index) * sigma(trajectory, index) * (1 - DEVIATION * DEVIATION) / (spread * spread);
    }

    private static double spread(Trajectory trajectory, int index) {
        return Math.hypot(alpha(trajectory, index) * DEVIATION, sigma(trajectory, index));
    }

    private static double alpha(Trajectory trajectory, int index) {
        return Math.cos(angle(trajectory.steps().get(index)));
    }

    private static double sigma(Trajectory trajectory, int index) {
        return Math.sin(angle(trajectory.steps().get(index)));
    }

    private static double angle(Step step) {
        return step.timestep() * Math.PI / 2;
    }
}
