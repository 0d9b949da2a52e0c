package io.diffusion4j.pipelines.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.NonFinite;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.SeededNoise;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NonFiniteStepsTest {
    private static final int STEPS = 5;
    private static final int BROKEN = 2;

    private Scope scope;
    private final RunWarnings warnings = new RunWarnings(GenerationObserver.none());

    @BeforeEach
    void openScope() {
        Natives.start();
        scope = Scope.open();
    }

    @AfterEach
    void closeScope() {
        scope.close();
    }

    /** Says half its input; at one timestep times the factor. */
    private record Model(double timestep, double factor) implements Backbone {
        @Override
        public BackboneInfo info() {
            throw new AssertionError("not asked");
        }

        @Override
        public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
            boolean broken = timestep.item_double() == this.timestep;
            return sample.mul(new Scalar(broken ? 0.5 * factor : 0.5));
        }
    }

    private static final Function<Backbone, Denoiser> PLAIN = backbone -> (sample, step) ->
            backbone.forward(sample, HostData.tensor(new double[] {step.timestep()}, 1), Conditioning.none());

    @Test
    void a_finite_run_is_left_alone() {
        assertThat(run(NonFinite.FAIL, DType.FLOAT32, 1, PLAIN, trajectory())).isEqualTo(healthy());
        assertThat(warnings.all()).isEmpty();
    }

    @Test
    void the_step_and_the_backbone_are_named() {
        assertThatThrownBy(() -> run(NonFinite.FAIL, DType.FLOAT16, Double.NaN, PLAIN, trajectory()))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage("step 3 of 5: the backbone unet gave 2 values that are not numbers and 0 that are infinite,"
                        + " of 2; set request.non-finite: retry-float32, or dtype: float32, and if that does not help,"
                        + " look for damaged weights");
    }

    @Test
    void guidance_that_overflows_is_told_from_the_backbone() {
        Function<Backbone, Denoiser> wild = backbone -> (sample, step) ->
                PLAIN.apply(backbone).predict(sample, step).mul(new Scalar(step.index() == 3 ? 1e39 : 1));
        assertThatThrownBy(() -> run(NonFinite.FAIL, DType.FLOAT32, 1, wild, trajectory()))
                .hasMessageStartingWith("step 4 of 5: the guidance gave")
                .hasMessageContaining("lower request.guidance.scale");
    }

    @Test
    void a_scheduler_that_overflows_is_told_from_the_model() {
        for (NonFinite policy : List.of(NonFinite.FAIL, NonFinite.RETRY_FLOAT32)) {
            assertThatThrownBy(() -> run(policy, DType.FLOAT16, 1, PLAIN, new Overflowing(trajectory())))
                    .isInstanceOf(NonFiniteException.class)
                    .hasMessageStartingWith("step 2 of 5: the scheduler tested gave")
                    .hasMessageContaining("another scheduler");
        }
        float[] mended = run(NonFinite.REPLACE, DType.FLOAT16, 1, PLAIN, new Overflowing(trajectory()));
        assertThat(mended).doesNotContain(Float.NaN, Float.POSITIVE_INFINITY);
        assertThat(warnings.all())
                .containsExactly(
                        "in step 2: the scheduler tested gave values that are not finite, which were replaced");
    }

    @Test
    void a_prediction_that_is_computed_again_leaves_no_trace_in_the_result() {
        assertThat(run(NonFinite.RETRY_FLOAT32, DType.FLOAT16, Double.NaN, PLAIN, trajectory()))
                .isEqualTo(healthy());
        assertThat(warnings.all())
                .containsExactly(
                        "in step 3: the backbone unet gave values that are not finite; computed again in float32");
    }

    @Test
    void there_is_nothing_to_retry_for_a_model_in_float32() {
        assertThatThrownBy(() -> run(NonFinite.RETRY_FLOAT32, DType.FLOAT32, Double.NaN, PLAIN, trajectory()))
                .hasMessageContaining("computes in float32 already");
    }

    @Test
    void a_replaced_prediction_is_0_where_it_was_not_a_number() {
        float[] mended = run(NonFinite.REPLACE, DType.FLOAT32, Double.NaN, PLAIN, trajectory());
        assertThat(mended).doesNotContain(Float.NaN).isNotEqualTo(healthy());
        assertThat(mended).isEqualTo(run(NonFinite.FAIL, DType.FLOAT32, 0, PLAIN, trajectory()));
        assertThat(warnings.all()).hasSize(1);
    }

    @Test
    void mending_leaves_no_native_object_behind() {
        Trajectory trajectory = trajectory();
        run(NonFinite.REPLACE, DType.FLOAT32, Double.NaN, PLAIN, trajectory);
        long before = Pointer.totalCount();
        run(NonFinite.REPLACE, DType.FLOAT32, Double.NaN, PLAIN, trajectory);
        run(NonFinite.RETRY_FLOAT32, DType.FLOAT16, Double.NaN, PLAIN, trajectory);
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    private float[] healthy() {
        return run(NonFinite.FAIL, DType.FLOAT32, 1, PLAIN, trajectory());
    }

    private float[] run(
            NonFinite policy, DType dtype, double factor, Function<Backbone, Denoiser> guided, Trajectory trajectory) {
        try (Scope run = Scope.open()) {
            double timestep = trajectory.steps().get(BROKEN).timestep();
            Model model = new Model(timestep, factor);
            NoiseSource noise = new SeededNoise(List.of(1L));
            NonFiniteSteps.Parts parts =
                    new NonFiniteSteps.Parts(model, "unet", () -> new Model(-1, 1), guided, "the scheduler tested");
            NonFiniteSteps check = new NonFiniteSteps(new NonFiniteValues(policy, dtype), parts, trajectory, noise);
            Tensor latents = HostData.tensor(new float[] {1, -2}, 1, 1, 1, 2);
            Tensor end = new DenoisingLoop(trajectory, guided.apply(model), noise, check)
                    .run(latents, () -> false, (step, state) -> {});
            check.report(warnings);
            return HostData.floats(end);
        }
    }

    /** Stochastic, so that a step that is taken again must draw the same noise again. */
    private static Trajectory trajectory() {
        return Part.ofDefaults((SchedulerProvider<?>) ServiceProviders.ofClassPath()
                        .find(SchedulerProvider.class, "euler-ancestral")
                        .orElseThrow())
                .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32))
                .plan(PlanRequest.ofSteps(STEPS));
    }

    /** Makes too much of the second prediction. */
    private record Overflowing(Trajectory inner) implements Trajectory {
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
            SamplerState next = inner.advance(state, prediction, noise);
            return new SamplerState(
                    next.index(),
                    next.draws(),
                    next.sample().mul(new Scalar(state.index() == 1 ? 1e39 : 1)),
                    next.predictedOriginal(),
                    next.history());
        }
    }
}
