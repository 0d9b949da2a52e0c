package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.Known;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class RepaintTest {
    /** Another number for each draw. */
    private static final NoiseSource NOISE =
            (draw, like) -> like.mul(new Scalar(0)).add(new Scalar(Math.sin(draw + 1.0)));

    private static final float[] IMAGE = {0.2f, -0.4f, 0.6f, -0.8f};

    @Test
    void stretches_are_undone_and_taken_again() {
        Map<String, Object> keys = Map.of("jump_length", 2, "jump_n_sample", 3);
        List<Double> timesteps = Schedulers.plan("repaint", 5, keys).steps().stream()
                .map(Step::timestep)
                .toList();

        assertThat(timesteps)
                .containsExactly(800.0, 600.0, 400.0, 600.0, 400.0, 600.0, 400.0, 200.0, 0.0, 200.0, 0.0, 200.0, 0.0);
    }

    @Test
    void the_known_part_ends_as_it_was_and_the_rest_is_painted() {
        try (Scope scope = Scope.open()) {
            float[] end = HostData.floats(
                    run(plan().given(known(1, 0, 0, 1)).orElseThrow()).sample());

            assertThat(end[0]).isEqualTo(IMAGE[0]);
            assertThat(end[3]).isEqualTo(IMAGE[3]);
            assertThat(end[1]).isNotEqualTo(IMAGE[1]);
            assertThat(end[2]).isNotEqualTo(IMAGE[2]);
        }
    }

    @Test
    void a_mask_of_nothing_paints_what_is_painted_without_an_image() {
        try (Scope scope = Scope.open()) {
            Tensor with = run(plan().given(known(0, 0, 0, 0)).orElseThrow()).sample();

            assertThat(HostData.floats(with))
                    .containsExactly(HostData.floats(run(plan()).sample()));
        }
    }

    @Test
    void one_image_and_a_mask_of_one_channel_serve_a_batch() {
        try (Scope scope = Scope.open()) {
            Tensor mask = HostData.tensor(new float[] {1, 0}, 1, 1, 1, 2);
            Trajectory given = plan().given(new Known(image(), mask)).orElseThrow();
            SamplerState state =
                    given.start(HostData.tensor(new float[] {1, -1, 0.5f, 2, 0.1f, 0.3f, -0.7f, 0}, 2, 2, 1, 2));
            float[] end = HostData.floats(run(given, state).sample());

            assertThat(new float[] {end[0], end[2], end[4], end[6]})
                    .containsExactly(IMAGE[0], IMAGE[2], IMAGE[0], IMAGE[2]);
        }
    }

    /** The state holds image and mask, so a stored run goes on without them. */
    @Test
    void a_stored_run_goes_on_without_being_given_the_image_again() {
        try (Scope scope = Scope.open()) {
            Trajectory given = plan().given(known(1, 0, 1, 0)).orElseThrow();
            float[] expected = HostData.floats(run(given).sample());
            SamplerState state = given.start(latents());
            while (given.next(state).isPresent()) {
                assertThat(HostData.floats(run(plan(), state).sample())).containsExactly(expected);
                state = advance(given, state);
            }
        }
    }

    @Test
    void without_jumps_and_image_it_is_ddim() {
        Trajectory ddim = Schedulers.plan("ddim", 8, Map.of("set_alpha_to_one", true));
        Trajectory repaint = Schedulers.plan("repaint", 8, Map.of("jump_n_sample", 1));
        try (Scope scope = Scope.open()) {
            assertThat(HostData.floats(run(repaint).sample()))
                    .containsExactly(HostData.floats(run(ddim).sample()));
        }
    }

    @Test
    void schedulers_without_a_way_of_their_own_say_so() {
        Trajectory euler = Schedulers.plan("euler", 4, Map.of());
        try (Scope scope = Scope.open()) {
            assertThat(euler.given(known(1, 0, 0, 0))).isEmpty();
        }
    }

    private static Trajectory plan() {
        return Schedulers.of("repaint", Map.of("jump_length", 2, "jump_n_sample", 2))
                .plan(PlanRequest.ofSteps(6));
    }

    private static Known known(float... mask) {
        return new Known(image(), HostData.tensor(mask, 1, 2, 1, 2));
    }

    private static Tensor image() {
        return HostData.tensor(IMAGE, 1, 2, 1, 2);
    }

    private static Tensor latents() {
        return HostData.tensor(new float[] {1, -1, 0.5f, 2}, 1, 2, 1, 2);
    }

    private static SamplerState run(Trajectory trajectory) {
        return run(trajectory, trajectory.start(latents()));
    }

    private static SamplerState run(Trajectory trajectory, SamplerState from) {
        SamplerState state = from;
        while (trajectory.next(state).isPresent()) {
            state = advance(trajectory, state);
        }
        return state;
    }

    private static SamplerState advance(Trajectory trajectory, SamplerState state) {
        return trajectory.advance(state, trajectory.modelInput(state).tanh(), NOISE);
    }
}
