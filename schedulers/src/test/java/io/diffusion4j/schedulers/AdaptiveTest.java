package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveTest {
    private static final Map<String, Object> LINSPACE = Map.of("timestep_spacing", "linspace");

    /** A run: the timesteps that it visited, and where it ended. */
    private record Walk(List<Double> timesteps, double end, double inserted) {}

    @Test
    void without_changes_the_run_is_the_planned_one() {
        Scheduler euler = Schedulers.of("euler", LINSPACE);
        Walk walk = walk(adaptive(euler, 1e9, 10).plan(PlanRequest.ofSteps(6)));
        assertThat(walk).isEqualTo(walk(euler.plan(PlanRequest.ofSteps(6))));
        assertThat(walk.timesteps()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "dpm-solver++", "euler-ancestral", "lms"})
    void steps_are_halved_until_the_budget_is_spent(String type) {
        Scheduler scheduler = Schedulers.of(type, type.equals("euler") ? LINSPACE : Map.of());
        org.junit.jupiter.api.Assumptions.assumeTrue(takesTimesteps(scheduler));
        List<Double> planned = walk(scheduler.plan(PlanRequest.ofSteps(6))).timesteps();
        Walk walk = walk(adaptive(scheduler, 0, 3).plan(PlanRequest.ofSteps(6)));
        assertThat(walk.timesteps()).hasSize(9).containsAll(planned);
        assertThat(walk.inserted()).isEqualTo(3);
        assertThat(walk.timesteps().subList(0, 3))
                .as("the first change is known after two steps")
                .isEqualTo(planned.subList(0, 3));
        assertThat(walk.timesteps().get(3)).isCloseTo((planned.get(2) + planned.get(3)) / 2, within(0.51));
    }

    @Test
    void a_run_with_insertions_is_the_run_over_those_timesteps() {
        Scheduler euler = Schedulers.of("euler", LINSPACE);
        Walk walk = walk(adaptive(euler, 0, 4).plan(PlanRequest.ofSteps(5)));
        Trajectory same = euler.plan(PlanRequest.ofSteps(5).withTimesteps(walk.timesteps()));
        assertThat(walk.end()).isEqualTo(walk(same).end());
    }

    @Test
    void schedulers_that_place_noise_levels_are_refined_in_noise_levels() {
        Scheduler karras = Schedulers.of("euler", Map.of("use_karras_sigmas", true));
        Walk walk = walk(adaptive(karras, 0, 2).plan(PlanRequest.ofSteps(5)));
        assertThat(walk.timesteps()).hasSize(7);
    }

    @Test
    void only_changes_above_the_threshold_insert() {
        Scheduler euler = Schedulers.of("euler", LINSPACE);
        List<Double> changes = changes(euler.plan(PlanRequest.ofSteps(8)));
        double most = changes.stream().mapToDouble(change -> change).max().orElseThrow();
        int first = changes.indexOf(most);
        Walk none = walk(adaptive(euler, most * 1.01, 1).plan(PlanRequest.ofSteps(8)));
        Walk one = walk(adaptive(euler, most * 0.99, 1).plan(PlanRequest.ofSteps(8)));
        assertThat(none.timesteps()).hasSize(8);
        assertThat(one.timesteps()).hasSize(9);
        // the change is that from step "first" to the one after, and the step behind that one is halved
        double inserted = one.timesteps().stream()
                .filter(timestep -> !none.timesteps().contains(timestep))
                .findFirst()
                .orElseThrow();
        assertThat(one.timesteps().indexOf(inserted)).isEqualTo(first + 3);
    }

    /** The relative change of the predicted clean sample from each step to the next. */
    private static List<Double> changes(Trajectory trajectory) {
        try (Scope scope = Scope.open()) {
            List<Double> changes = new ArrayList<>();
            SamplerState state = trajectory.start(latents(trajectory));
            while (trajectory.next(state).isPresent()) {
                SamplerState next =
                        trajectory.advance(state, trajectory.modelInput(state).tanh(), GaussianWorld.SILENT);
                Tensor after = next.predictedOriginal().orElseThrow();
                state.predictedOriginal()
                        .ifPresent(before -> changes.add(
                                after.sub(before).norm().div(before.norm()).item_double()));
                state = next;
            }
            return changes.subList(0, changes.size() - 2); // no step follows the last two
        }
    }

    private static Tensor latents(Trajectory trajectory) {
        return HostData.tensor(new float[] {3, -1}, 1, 1, 1, 2).mul(new Scalar(trajectory.initialNoiseSigma()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ddim", "heun", "pndm"})
    void schedulers_without_custom_steps_are_refused_by_name_when_the_run_is_planned(String type) {
        assertThatThrownBy(() -> adaptive(Schedulers.of(type, Map.of()), 0, 4).plan(PlanRequest.ofSteps(5)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sampling method adaptive")
                .hasMessageContaining("scheduler tested");
    }

    private static boolean takesTimesteps(Scheduler scheduler) {
        try {
            List<Double> planned = scheduler.plan(PlanRequest.ofSteps(6)).steps().stream()
                    .map(Step::timestep)
                    .toList();
            scheduler.plan(PlanRequest.ofSteps(6).withTimesteps(planned));
            return true;
        } catch (ConfigurationException e) {
            return false;
        }
    }

    private static Scheduler adaptive(Scheduler scheduler, double threshold, int budget) {
        return Methods.around(scheduler, "[{type: adaptive, threshold: %s, budget: %d}]".formatted(threshold, budget));
    }

    private static Walk walk(Trajectory trajectory) {
        try (Scope scope = Scope.open()) {
            List<Double> timesteps = new ArrayList<>();
            Tensor latents =
                    HostData.tensor(new float[] {3, -1}, 1, 1, 1, 2).mul(new Scalar(trajectory.initialNoiseSigma()));
            SamplerState state = trajectory.start(latents);
            while (trajectory.next(state).isPresent()) {
                timesteps.add(trajectory.next(state).get().timestep());
                state = trajectory.advance(state, trajectory.modelInput(state).tanh(), GaussianWorld.SILENT);
            }
            double inserted = trajectory
                    .figures(state)
                    .getOrDefault("inserted-steps", List.of(0.0))
                    .get(0);
            return new Walk(timesteps, HostData.doubles(state.sample())[0], inserted);
        }
    }
}
