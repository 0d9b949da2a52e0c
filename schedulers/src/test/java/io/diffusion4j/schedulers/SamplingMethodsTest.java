package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingMethodsTest {
    private static final NoiseSource ONES = (draw, like) -> torch.ones_like(like);

    private Scope scope;

    @BeforeEach
    void openScope() {
        Methods.of("[clip]");
        scope = Scope.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"euler", "ddim", "dpm-solver++", "lms"})
    void clip_keeps_the_predicted_clean_sample_in_range(String type) {
        assertThat(heard(type, "[{type: clip, range: 0.5}]", 0.2, -3, 0.5, 0.7))
                .containsExactly(new double[] {0.2, -0.5, 0.5, 0.5}, within(1e-4));
    }

    @Test
    void dynamic_thresholding_divides_by_the_quantile_of_all_values_of_an_image() {
        // sorted magnitudes 1, 2, 3, 4: the quantile 0.5 lies half-way between the second and the third
        assertThat(heard("euler", "[{type: dynamic-thresholding, quantile: 0.5}]", 1, -4, 2, 3))
                .containsExactly(new double[] {0.4, -1.0, 0.8, 1.0}, within(1e-4));
        assertThat(heard("euler", "[{type: dynamic-thresholding, quantile: 0.5, maximum: 2}]", 1, -4, 2, 3))
                .containsExactly(new double[] {0.5, -1.0, 1.0, 1.0}, within(1e-4));
    }

    @Test
    void dynamic_thresholding_leaves_images_in_range_as_they_are() {
        assertThat(heard("euler", "[dynamic-thresholding]", 0.1, -0.9, 0.5, 0.7))
                .containsExactly(new double[] {0.1, -0.9, 0.5, 0.7}, within(1e-4));
    }

    @Test
    void what_is_in_range_is_not_rounded() {
        Scheduler plain = Schedulers.of("euler", Map.of());
        double[] expected = run(plain.plan(PlanRequest.ofSteps(5)), latents());
        assertThat(run(Methods.around(plain, "[{type: clip, range: 1e6}]").plan(PlanRequest.ofSteps(5)), latents()))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"euler, epsilon", "ddim, epsilon", "dpm-solver++, epsilon", "euler, v_prediction", "ddim, v_prediction"
    })
    void temperature_scales_the_predicted_noise(String type, String prediction) {
        Scheduler plain = Schedulers.of(type, Map.of("prediction_type", prediction));
        Trajectory trajectory = plain.plan(PlanRequest.ofSteps(8));
        SamplerState state = trajectory.start(latents(), 3);
        Parametrization at = trajectory.parametrization(state).orElseThrow();
        Tensor model = latents().mul(new Scalar(0.3));
        Tensor noise = at.noise(state.sample(), at.original(state.sample(), model));

        SamplerState next = Methods.around(plain, "[{type: temperature, predicted: 0.8}]")
                .plan(PlanRequest.ofSteps(8))
                .advance(state, model, ONES);

        Tensor left = at.noise(state.sample(), next.predictedOriginal().orElseThrow());
        assertNear(left, noise.mul(new Scalar(0.8)), 1e-3);
    }

    @Test
    void temperature_scales_the_initial_noise_only_where_it_is_asked_to() {
        Scheduler plain = Schedulers.of("euler", Map.of());
        double sigma = plain.plan(PlanRequest.ofSteps(5)).initialNoiseSigma();
        Trajectory calm =
                Methods.around(plain, "[{type: temperature, initial: 0.5}]").plan(PlanRequest.ofSteps(5));
        assertThat(calm.initialNoiseSigma()).isEqualTo(sigma / 2);
        assertThat(run(calm, latents())).containsExactly(run(plain.plan(PlanRequest.ofSteps(5)), latents()));
    }

    @ParameterizedTest
    @CsvSource({
        "'{type: noise-injection, strength: 0.2}', '0.2, 0.2, 0.2, 0.2, 0'",
        "'{type: noise-injection, strength: 0.2, decay: linear}', '0.2, 0.15, 0.1, 0.05, 0'",
        "'{type: noise-injection, strength: 0.2, decay: cosine}', '0.2, 0.1707107, 0.1, 0.0292893, 0'",
        "'{type: noise-injection, strength: 0.5, factors: [1, 0, 2]}', '0.5, 0, 1, 1, 0'",
    })
    void noise_is_injected_in_units_of_the_level_after_the_step(String method, String strengths) {
        double[] expected = Arrays.stream(strengths.split(", "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        for (String type : List.of("euler", "ddim")) {
            Scheduler plain = Schedulers.of(type, Map.of());
            Trajectory bare = plain.plan(PlanRequest.ofSteps(5));
            Trajectory noisy = Methods.around(plain, "[" + method + "]").plan(PlanRequest.ofSteps(5));
            SamplerState state = noisy.start(latents());
            for (int i = 0; i < 5; i++) {
                SamplerState without = bare.advance(state, model(bare, state), ONES);
                SamplerState with = noisy.advance(state, model(noisy, state), ONES);
                double level = bare.parametrization(without)
                        .map(Parametrization::sigma)
                        .orElse(1.0);
                double added = HostData.doubles(with.sample().sub(without.sample()))[0];
                assertThat(added / level).as("%s after step %d", type, i).isCloseTo(expected[i], within(1e-3));
                assertThat(with.draws() - without.draws()).isEqualTo(expected[i] > 0 ? 1 : 0);
                state = with;
            }
        }
    }

    @Test
    void the_draws_of_a_step_come_before_its_injection() {
        List<Integer> draws = new ArrayList<>();
        NoiseSource counting = (draw, like) -> {
            draws.add(draw);
            return torch.full_like(like, new Scalar(draw));
        };
        Scheduler scheduler = Methods.around(
                Schedulers.of("euler-ancestral", Map.of()),
                "[noise-injection, {type: noise-injection, strength: 0.2}]");
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(3));
        SamplerState state = trajectory.start(latents());
        while (trajectory.next(state).isPresent()) {
            state = trajectory.advance(state, model(trajectory, state), counting);
        }
        assertThat(state.draws()).isEqualTo(7);
        assertThat(draws).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(scheduler.isStochastic()).isTrue();
    }

    @Test
    void the_last_of_a_list_hears_the_model_first() {
        // 3 is clipped to 2 and then thresholded; the other way round it is 3 that sets the threshold
        assertThat(heard("euler", "[{type: dynamic-thresholding, quantile: 1}, {type: clip, range: 2}]", 1, 3))
                .containsExactly(new double[] {0.5, 1.0}, within(1e-4));
        assertThat(heard("euler", "[{type: clip, range: 2}, {type: dynamic-thresholding, quantile: 1}]", 1, 3))
                .containsExactly(new double[] {1 / 3.0, 1.0}, within(1e-4));
    }

    @Test
    void a_scheduler_that_does_not_tell_how_predictions_read_is_refused_by_name() {
        Scheduler mute = new Mute(Schedulers.of("euler", Map.of()));
        for (String method : List.of("clip", "dynamic-thresholding", "{type: temperature, predicted: 0.9}")) {
            assertThatThrownBy(() -> Methods.around(mute, "[" + method + "]").plan(PlanRequest.ofSteps(3)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("sampling method")
                    .hasMessageContaining("scheduler tested");
        }
        // noise and the start need no prediction
        String others = "[{type: temperature, initial: 0.9}, noise-injection]";
        double[] end = run(Methods.around(mute, others).plan(PlanRequest.ofSteps(3)), latents());
        assertThat(Arrays.stream(end)).allMatch(Double::isFinite);
    }

    @Test
    void ranges_of_pixels_are_doubtful_for_latents() {
        for (SamplingMethod method : Methods.of("[clip, dynamic-thresholding]")) {
            assertThat(method.caution(SamplingMethod.Space.LATENTS))
                    .hasValueSatisfying(text -> assertThat(text).contains("latents"));
            assertThat(method.caution(SamplingMethod.Space.PIXELS)).isEmpty();
        }
        assertThat(Methods.of("[temperature, noise-injection, adaptive]"))
                .allMatch(method -> method.caution(SamplingMethod.Space.LATENTS).isEmpty());
    }

    @Test
    void a_decay_and_factors_exclude_each_other() {
        assertThatThrownBy(() -> Methods.of("[{type: noise-injection, decay: linear, factors: [1]}]"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("factors")
                .hasMessageContaining("decay");
    }

    /** What a scheduler takes for the clean sample of one image when the model says {@code clean}. */
    private static double[] heard(String type, String methods, double... clean) {
        Trajectory trajectory =
                Methods.around(Schedulers.of(type, Map.of()), methods).plan(PlanRequest.ofSteps(8));
        Tensor original = HostData.tensor(floats(clean), 1, 1, 1, clean.length);
        SamplerState state = trajectory.start(original.mul(new Scalar(0.5)).add(new Scalar(0.3)), 4);
        Parametrization at = trajectory.parametrization(state).orElseThrow();
        SamplerState next = trajectory.advance(state, at.prediction(state.sample(), original), ONES);
        return HostData.doubles(next.predictedOriginal().orElseThrow());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
        return floats;
    }

    private static Tensor latents() {
        return HostData.tensor(new float[] {1, -2, 0.5f, 3}, 1, 1, 2, 2);
    }

    private static Tensor model(Trajectory trajectory, SamplerState state) {
        return trajectory.modelInput(state).tanh();
    }

    private static double[] run(Trajectory trajectory, Tensor latents) {
        SamplerState state = trajectory.start(latents);
        while (trajectory.next(state).isPresent()) {
            state = trajectory.advance(state, model(trajectory, state), ONES);
        }
        return HostData.doubles(state.sample());
    }

    private static void assertNear(Tensor got, Tensor expected, double tolerance) {
        assertThat(got.sub(expected).abs().max().item_double()).isLessThan(tolerance);
    }

    /** A scheduler that keeps to itself what predictions mean. */
    private record Mute(Scheduler scheduler) implements Scheduler {
        @Override
        public Trajectory plan(PlanRequest request) {
            return new MuteTrajectory(scheduler.plan(request));
        }

        @Override
        public boolean isStochastic() {
            return false;
        }

        @Override
        public int order() {
            return 1;
        }
    }

    private record MuteTrajectory(Trajectory inner) implements Trajectory {
        @Override
        public List<Step> steps() {
            return inner.steps();
        }

        @Override
        public double initialNoiseSigma() {
            return inner.initialNoiseSigma();
        }

        @Override
        public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
            return inner.addNoise(clean, noise, at);
        }

        @Override
        public Tensor modelInput(SamplerState state) {
            return inner.modelInput(state);
        }

        @Override
        public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
            return inner.advance(state, prediction, noise);
        }
    }
}
