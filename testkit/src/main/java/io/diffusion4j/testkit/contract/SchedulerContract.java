package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What every scheduler holds to. */
public abstract class SchedulerContract extends ContractScope {
    private static final int STEPS = 8;
    private static final NoiseSource NOISE =
            (draw, like) -> Tensors.rows(draw + 100, like.size(0), like.size(1), like.size(2), like.size(3));

    /** A scheduler whose models predict the noise. */
    protected abstract Scheduler scheduler();

    /** How often the last step of a trajectory asks the model; 2 for a method of two stages that ends with both. */
    protected int evaluationsInLastStep() {
        return 1;
    }

    @Test
    protected void steps_are_numbered_and_counted() {
        Trajectory trajectory = plan();
        for (int i = 0; i < trajectory.steps().size(); i++) {
            assertThat(trajectory.steps().get(i).index()).isEqualTo(i);
            assertThat(trajectory.steps().get(i).count())
                    .isEqualTo(trajectory.steps().size());
        }
        assertThat(trajectory.steps()).hasSizeGreaterThanOrEqualTo(STEPS);
        assertThat(trajectory.initialNoiseSigma()).isPositive();
    }

    @Test
    protected void each_advance_leads_to_the_next_step() {
        Trajectory trajectory = plan();
        SamplerState state = trajectory.start(latents(1));
        for (int i = 0; i < trajectory.steps().size(); i++) {
            assertThat(state.index()).isEqualTo(i);
            state = advance(trajectory, state);
        }
        assertThat(Arrays.stream(HostData.doubles(state.sample()))).allMatch(Double::isFinite);
    }

    @Test
    protected void an_advance_leaves_the_state_before_it_unchanged() {
        Trajectory trajectory = plan();
        SamplerState state = advance(trajectory, advance(trajectory, trajectory.start(latents(1))));
        double[] sample = HostData.doubles(state.sample());
        double[][] history = state.history().stream().map(HostData::doubles).toArray(double[][]::new);

        double[] once = HostData.doubles(advance(trajectory, state).sample());
        double[] twice = HostData.doubles(advance(trajectory, state).sample());

        assertThat(twice).containsExactly(once);
        assertThat(HostData.doubles(state.sample())).containsExactly(sample);
        for (int i = 0; i < history.length; i++) {
            assertThat(HostData.doubles(state.history().get(i))).containsExactly(history[i]);
        }
    }

    @Test
    protected void one_instance_serves_many_threads() {
        Scheduler shared = scheduler();
        Trajectory trajectory = shared.plan(PlanRequest.ofSteps(STEPS));
        InThreads.assertSame(() ->
                HostData.doubles(run(trajectory, trajectory.start(latents(1))).sample()));
    }

    @Test
    protected void a_state_stored_after_any_step_continues_on_another_instance() {
        Trajectory first = plan();
        SamplerState state = first.start(latents(1));
        double[] expected = HostData.doubles(run(first, state).sample());
        while (first.next(state).isPresent()) {
            SamplerState stored = new SamplerState(
                    state.index(),
                    state.draws(),
                    state.sample().clone(),
                    state.predictedOriginal().map(Tensor::clone),
                    state.history().stream().map(Tensor::clone).toList());
            assertThat(HostData.doubles(run(plan(), stored).sample())).containsExactly(expected);
            state = advance(first, state);
        }
    }

    @Test
    protected void a_finished_run_takes_no_step() {
        Trajectory trajectory = plan();
        SamplerState end = run(trajectory, trajectory.start(latents(1)));

        assertThatThrownBy(() -> trajectory.advance(end, end.sample(), NOISE)).isInstanceOf(RuntimeException.class);
    }

    @Test
    protected void an_image_is_the_same_alone_and_in_a_batch() {
        Trajectory trajectory = plan();
        Tensor both = run(trajectory, trajectory.start(latents(2))).sample();
        Tensor alone = run(trajectory, trajectory.start(latents(1))).sample();

        Tensors.assertNear(both.narrow(0, 0, 1), alone, 1e-5);
    }

    @Test
    protected void only_stochastic_schedulers_draw() {
        Trajectory trajectory = plan();
        SamplerState end = run(trajectory, trajectory.start(latents(1)));

        assertThat(end.draws() > 0).isEqualTo(scheduler().isStochastic());
    }

    @Test
    protected void the_error_falls_with_the_claimed_order() {
        assumeFalse(scheduler().isStochastic(), "a stochastic scheduler does not follow the path of the equation");
        double coarse = GaussianPath.error(scheduler().plan(PlanRequest.ofSteps(50)), evaluationsInLastStep(), NOISE);
        double fine = GaussianPath.error(scheduler().plan(PlanRequest.ofSteps(200)), evaluationsInLastStep(), NOISE);

        assertThat(fine)
                .as("error with 4 times the steps, from %s", coarse)
                .isLessThan(coarse * Math.pow(4, -0.7 * scheduler().order()) + 1e-5);
    }

    @Test
    protected void a_run_leaves_no_native_objects_behind() {
        Trajectory trajectory = plan();
        LiveObjects.assertNoneLeftBy(() -> run(trajectory, trajectory.start(latents(1))));
    }

    private Trajectory plan() {
        return scheduler().plan(PlanRequest.ofSteps(STEPS));
    }

    private static Tensor latents(long batch) {
        return Tensors.rows(7, batch, 4, 5, 3);
    }

    private static SamplerState run(Trajectory trajectory, SamplerState state) {
        SamplerState at = state;
        while (trajectory.next(at).isPresent()) {
            at = advance(trajectory, at);
        }
        return at;
    }

    /** One step with a model that only depends on its input. */
    private static SamplerState advance(Trajectory trajectory, SamplerState state) {
        return trajectory.advance(state, trajectory.modelInput(state).tanh(), NOISE);
    }
}
