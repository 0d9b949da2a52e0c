package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import java.util.List;
import org.bytedeco.pytorch.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to place noise levels that the reference does not have reach every solver that could take them. */
class SigmaSchedulesOfSolversTest {
    /** What YAML is bound to. */
    record Chosen(Part<SchedulerProvider<?>> scheduler) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "euler",
                "heun",
                "lms",
                "kdpm2",
                "kdpm2-ancestral",
                "dpm-solver++",
                "dpm-solver++-singlestep",
                "unipc",
                "deis",
                "sa-solver"
            })
    void published_tables_are_visited_and_end_at_the_bottom(String type) {
        List<Double> levels = plan("{type: " + type + ", sigmas: align-your-steps-sd15}").sigmas().stream()
                .distinct()
                .toList();

        assertThat(levels).hasSize(11);
        assertThat(levels.get(0)).isCloseTo(14.615, within(1e-5));
        assertThat(levels.get(9)).isCloseTo(0.152, within(1e-5));
        assertThat(levels.get(10)).isLessThan(0.03);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: deis, sigmas: align-your-steps-svd}",
                "{type: sa-solver, sigmas: align-your-steps-svd}",
                "{type: euler, sigmas: align-your-steps-svd, final-sigma: sigma-min}",
                "{type: unipc, sigmas: align-your-steps-svd, final-sigma: sigma-min}",
                "{type: dpm-solver++, sigmas: align-your-steps-svd, final-sigma: sigma-min}"
            })
    void levels_never_rise_where_a_table_goes_below_the_model_s_least(String part) {
        List<Double> levels = plan(part, 30).sigmas();

        assertThat(levels.get(29)).isLessThan(0.02);
        assertThat(levels.get(30)).isLessThanOrEqualTo(levels.get(29));
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "dpm-solver++", "deis"})
    void the_model_is_told_the_timesteps_of_the_published_levels(String type) {
        Trajectory trajectory = plan("{type: " + type + ", sigmas: align-your-steps-sd15}");

        // published beside the levels, for the same ten steps
        double[] timesteps = {999, 850, 736, 645, 545, 455, 343, 233, 124, 24};
        for (int i = 0; i < 10; i++) {
            assertThat(trajectory.steps().get(i).timestep()).isCloseTo(timesteps[i], within(1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"euler", "euler-ancestral", "heun", "lms", "kdpm2", "ddim", "ddpm", "pndm", "unipc", "deis"})
    void sgm_uniform_begins_at_the_last_timestep_and_leaves_the_first_out(String type) {
        Trajectory trajectory = plan("{type: " + type + ", spacing: sgm-uniform}");

        assertThat(trajectory.steps().get(0).timestep()).isEqualTo(999);
        assertThat(trajectory.steps().get(trajectory.steps().size() - 1).timestep())
                .isCloseTo(99.9, within(0.5));
    }

    @Test
    void tables_are_refused_where_they_cannot_be() {
        assertThatThrownBy(() -> plan("{type: dpm-solver++-inverse, sigmas: align-your-steps-sdxl}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("align-your-steps")
                .hasMessageContaining("rise");
        assertThatThrownBy(() -> plan("{type: flow-euler, levels: {sigmas: align-your-steps-svd}}"))
                .hasMessageContaining("straight");
        assertThatThrownBy(() -> plan("{type: euler, sigmas: align-your-steps-svd, sigma-max: 80}"))
                .hasMessageContaining("sigma-max")
                .hasMessageContaining("between two ends");
    }

    private static Trajectory plan(String part) {
        return plan(part, 10);
    }

    private static Trajectory plan(String part, int steps) {
        return new SettingsBinder(ServiceProviders.ofClassPath())
                .bind(YamlDocument.of("run.yaml", "scheduler: " + part), Chosen.class)
                .scheduler()
                .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32))
                .plan(PlanRequest.ofSteps(steps));
    }
}
