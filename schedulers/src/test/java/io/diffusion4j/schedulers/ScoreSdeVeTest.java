package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.testkit.contract.SchedulerContract;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a range of noise levels that does not magnify float32's rounding beyond the contract's tolerance. */
class ScoreSdeVeTest extends SchedulerContract {
    private static final double DEVIATION = 0.5;

    @Override
    protected Scheduler scheduler() {
        return Schedulers.of("sde-ve", Map.of("sigma_max", 2));
    }

    @Test
    void each_level_has_its_corrector_stages_and_a_predictor() {
        Trajectory trajectory = Schedulers.plan("sde-ve", 3, Map.of("sigma_max", 1, "correct_steps", 2));

        assertThat(trajectory.steps()).hasSize(9);
        List<Double> levels = List.of(1.0, (double) 0.1f, (double) 0.01f);
        assertThat(trajectory.sigmas().subList(0, 9))
                .containsExactly(Arrays.stream(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2})
                        .mapToObj(levels::get)
                        .toArray(Double[]::new));
        assertThat(trajectory.sigmas().get(9)).isZero();
    }

    /** Wherever the model is exact, the samples must end with the deviation of the data. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void samples_end_distributed_like_the_data(int correctors) {
        Trajectory trajectory = Schedulers.plan("sde-ve", 200, Map.of("sigma_max", 20, "correct_steps", correctors));
        try (Scope scope = Scope.open()) {
            NoiseSource noise = new SeededNoise(List.of(5L));
            Tensor like = HostData.tensor(new float[4096], 1, 1, 64, 64);
            SamplerState state = trajectory.start(
                    noise.draw(NoiseSource.INITIAL, like).mul(new Scalar(trajectory.initialNoiseSigma())));
            while (trajectory.next(state).isPresent()) {
                double sigma = trajectory.sigmas().get(state.index());
                double slope = -1 / (DEVIATION * DEVIATION + sigma * sigma);
                state = trajectory.advance(state, state.sample().mul(new Scalar(slope)), noise);
            }
            double power = Arrays.stream(HostData.doubles(state.sample()))
                    .map(x -> x * x)
                    .average()
                    .orElseThrow();
            assertThat(Math.sqrt(power)).isCloseTo(DEVIATION, within(0.03));
        }
    }

    @Test
    void the_last_step_ends_at_the_mean() {
        Trajectory trajectory = scheduler().plan(PlanRequest.ofSteps(1));
        try (Scope scope = Scope.open()) {
            SamplerState last = SamplerState.begin(HostData.tensor(new double[] {3}, 1, 1, 1, 1), 1);
            Tensor score = HostData.tensor(new double[] {-0.5}, 1, 1, 1, 1);
            SamplerState end = trajectory.advance(last, score, (draw, like) -> {
                throw new AssertionError("drawn");
            });

            assertThat(HostData.doubles(end.sample())).containsExactly(3 - 0.5 * 4);
            assertThat(HostData.doubles(end.predictedOriginal().orElseThrow())).containsExactly(1.0);
            assertThat(trajectory.parametrization(last).orElseThrow().predictionShare())
                    .isEqualTo(4);
        }
    }

    @Test
    void what_it_cannot_use_is_refused() {
        assertThatThrownBy(() -> Schedulers.of("sde-ve", Map.of("prediction_type", "epsilon")))
                .isInstanceOf(CheckpointException.class);
        assertThatThrownBy(() -> Schedulers.of("sde-ve", Map.of("sigma_min", 3, "sigma_max", 2)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("sigma-max");
        PlanRequest custom = PlanRequest.ofSteps(2).withTimesteps(List.of(900.0, 10.0));
        assertThatThrownBy(() -> scheduler().plan(custom)).hasMessageContaining("sde-ve");
    }
}
