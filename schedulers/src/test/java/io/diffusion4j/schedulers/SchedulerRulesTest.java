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
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
