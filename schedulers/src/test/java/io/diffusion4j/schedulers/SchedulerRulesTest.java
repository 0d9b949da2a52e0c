package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the schedulers of this module keep to beyond the contract. */
class SchedulerRulesTest {
    /** Another number for each draw. */
    private static final NoiseSource NOISE =
            (draw, like) -> like.mul(new Scalar(0)).add(new Scalar(Math.sin(draw + 1.0)));

    @ParameterizedTest
    @MethodSource("io.diffusion4j.schedulers.SchedulerContractTest#schedulers")
    void half_precision_samples_stay_half_and_near_the_full_run(Scheduler scheduler) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(8));
        int last = trajectory.steps().size();
        try (Scope scope = Scope.open()) {
            Tensor half = start(trajectory).sample().to(ScalarType.BFloat16);
            SamplerState end = run(trajectory, trajectory.start(half), last);

            assertThat(end.sample().scalar_type().intern()).isEqualTo(ScalarType.BFloat16);
            double[] full = values(run(trajectory, start(trajectory), last));
            for (int i = 0; i < full.length; i++) {
                assertThat(values(end)[i]).isCloseTo(full[i], org.assertj.core.api.Assertions.within(0.3));
            }
        }
    }

    @Test
    void a_config_file_of_one_class_configures_another() {
        Map<String, Object> pndm = Map.of(
                "_class_name",
                "PNDMScheduler",
                "skip_prk_steps",
                true,
                "set_alpha_to_one",
                false,
                "steps_offset",
                1,
                "timestep_spacing",
                "leading");

        for (SchedulerProvider<?> provider : ServiceProviders.ofClassPath().all(SchedulerProvider.class)) {
            if (provider.type().endsWith("-inverse")) {
                continue;
            }
            Trajectory trajectory = Schedulers.of(provider.type(), pndm).plan(PlanRequest.ofSteps(10));
            if (trajectory.steps().size() == 1) {
                continue; // it chooses the others while it runs
            }
            assertThat(trajectory.steps().get(0).timestep())
                    .isGreaterThan(trajectory.steps().get(9).timestep());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "heun", "lms", "kdpm2", "kdpm2-ancestral", "dpm-solver++", "unipc", "deis"})
    void custom_sigmas_are_visited_as_listed(String type) {
        List<Double> listed = List.of(10.0, 4.0, 1.0, 0.25, 0.0625);
        Trajectory trajectory =
                Schedulers.of(type, Map.of()).plan(PlanRequest.ofSteps(1).withSigmas(listed));

        assertThat(trajectory.sigmas().stream().distinct()).containsExactlyElementsOf(listed);
        try (Scope scope = Scope.open()) {
            int count = trajectory.steps().size();
            assertThat(Arrays.stream(values(run(trajectory, start(trajectory), count))))
                    .allMatch(Double::isFinite);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "heun", "lms", "kdpm2", "dpm-solver++", "unipc"})
    void custom_sigmas_may_end_at_the_clean_sample(String type) {
        Scheduler scheduler = Schedulers.of(type, Map.of("final_sigmas_type", "sigma_min"));
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(1).withSigmas(List.of(10.0, 1.0, 0.0)));

        try (Scope scope = Scope.open()) {
            int count = trajectory.steps().size();
            assertThat(Arrays.stream(values(run(trajectory, start(trajectory), count))))
                    .allMatch(Double::isFinite);
        }
    }

    /** Only a step of first order can reach the clean sample, whatever the settings of the other steps are. */
    @Test
    void the_last_step_to_a_clean_sample_is_of_first_order() {
        Map<String, Object> keys = Map.of("final_sigmas_type", "sigma_min", "lower_order_final", false);
        PlanRequest request = PlanRequest.ofSteps(1).withSigmas(List.of(10.0, 3.0, 1.0, 0.0));
        Trajectory trajectory = Schedulers.of("dpm-solver++", keys).plan(request);

        try (Scope scope = Scope.open()) {
            SamplerState before = run(trajectory, start(trajectory), 2);
            SamplerState end = run(trajectory, before, 3);
            assertThat(values(end))
                    .containsExactly(HostData.doubles(end.predictedOriginal().orElseThrow()));
        }
    }

    @Test
    void custom_sigmas_that_a_solver_cannot_go_through_are_refused() {
        PlanRequest toZero = PlanRequest.ofSteps(1).withSigmas(List.of(10.0, 1.0, 0.0));

        assertThatThrownBy(() -> Schedulers.of("deis", Map.of()).plan(toZero))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("above 0")
                .hasMessageContaining("deis");
        assertThatThrownBy(() -> Schedulers.of(
                                "unipc", Map.of("use_flow_sigmas", true, "prediction_type", "flow_prediction"))
                        .plan(toZero))
                .hasMessageContaining("custom sigmas and sigmas: flow");
        PlanRequest rising = PlanRequest.ofSteps(1).withSigmas(List.of(1.0, 10.0));
        assertThatThrownBy(() -> Schedulers.of("heun", Map.of()).plan(rising)).hasMessageContaining("must fall");
    }

    @Test
    void custom_sigmas_take_the_place_of_a_curve() {
        List<Double> listed = List.of(10.0, 3.0, 1.0, 0.0);
        Trajectory trajectory = Schedulers.of("euler", Map.of("use_karras_sigmas", true))
                .plan(PlanRequest.ofSteps(1).withSigmas(listed));

        assertThat(trajectory.sigmas()).isEqualTo(listed);
    }

    /** The reference gives a trace of signal only where the table was rescaled to have none. */
    @ParameterizedTest
    @ValueSource(strings = {"euler", "euler-ancestral", "heun", "dpm-solver++"})
    void a_cosine_schedule_begins_at_its_own_noise_level(String type) {
        Trajectory trajectory =
                Schedulers.plan(type, 10, Map.of("beta_schedule", "squaredcos_cap_v2", "timestep_spacing", "linspace"));

        assertThat(trajectory.sigmas().get(0)).isBetween(20000.0, 21000.0);
    }

    @Test
    void unclip_walks_as_ddpm_does_where_steps_lead_to_the_run_s_next_timestep() {
        Map<String, Object> same = Map.of(
                "beta_schedule", "squaredcos_cap_v2", "timestep_spacing", "linspace", "prediction_type", "sample");
        Trajectory unclip = Schedulers.plan("unclip", 12, same);
        Trajectory ddpm = Schedulers.plan("ddpm", 12, same);

        assertThat(unclip.steps()).isEqualTo(ddpm.steps());
        try (Scope scope = Scope.open()) {
            // the last step, of one training timestep, takes its variance from another table
            double[] expected = values(run(ddpm, start(ddpm), 11));
            double[] got = values(run(unclip, start(unclip), 11));
            for (int i = 0; i < got.length; i++) {
                assertThat(got[i]).isCloseTo(expected[i], org.assertj.core.api.Assertions.within(1e-5));
            }
        }
    }

    @Test
    void contradictions_name_both_settings() {
        assertThatThrownBy(() -> Schedulers.of("dpm-solver++", Map.of("algorithm_type", "dpmsolver")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("sigma-min")
                .hasMessageContaining("algorithm");
        assertThatThrownBy(() -> Schedulers.of("dpm-solver++", Map.of("prediction_type", "flow_prediction")))
                .hasMessageContaining("flow-prediction");
        assertThatThrownBy(() -> Schedulers.of("euler", Map.of("use_karras_sigmas", true, "use_beta_sigmas", true)))
                .hasMessageContaining("use_karras_sigmas and use_beta_sigmas");
        assertThatThrownBy(() -> Schedulers.of(
                        "edm-dpm-solver++", Map.of("algorithm_type", "sde-dpmsolver++", "solver_order", 3)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("1 or 2")
                .hasMessageContaining("algorithm");
        PlanRequest custom = PlanRequest.ofSteps(2).withTimesteps(List.of(900.0, 10.0));
        assertThatThrownBy(() -> Schedulers.of("euler", Map.of("use_karras_sigmas", true))
                        .plan(custom))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("karras");
        assertThatThrownBy(() -> Schedulers.of("ddim", Map.of()).plan(custom)).hasMessageContaining("timesteps");
        assertThatThrownBy(() -> Schedulers.of("pndm", Map.of()).plan(PlanRequest.ofSteps(3)))
                .hasMessageContaining("runge-kutta");
        assertThatThrownBy(
                        () -> Schedulers.of("ddim", Map.of("steps_offset", 1)).plan(PlanRequest.ofSteps(1000)))
                .hasMessageContaining("steps-offset");
    }

    private static SamplerState start(Trajectory trajectory) {
        return trajectory.start(HostData.tensor(new float[] {0.3f, -1, 2, 0.1f}, 1, 1, 2, 2));
    }

    private static SamplerState run(Trajectory trajectory, SamplerState from, int until) {
        SamplerState state = from;
        while (state.index() < until) {
            Tensor input = trajectory.modelInput(state);
            state = trajectory.advance(state, input.mul(new Scalar(0.9)).sin(), NOISE);
        }
        return state;
    }

    private static double[] values(SamplerState state) {
        return HostData.doubles(state.sample());
    }
}
