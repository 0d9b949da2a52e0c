package io.diffusion4j.pipelines.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.plugin.ServiceProviders;
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
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DenoisingLoopTest {
    private static final int STEPS = 6;
    private static final Providers PROVIDERS = ServiceProviders.ofClassPath();
    /** A model that predicts a part of its input; all it makes on the way is garbage. */
    private static final Denoiser DENOISER =
            (sample, step) -> sample.mul(new Scalar(0.5)).add(new Scalar(0.1)).mul(new Scalar(0.9));

    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    static Stream<SchedulerProvider<?>> schedulers() {
        return PROVIDERS.all((Class<SchedulerProvider<?>>) (Class) SchedulerProvider.class).stream();
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void only_the_result_survives_a_run(SchedulerProvider<?> provider) {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = plan(provider);
            DenoisingLoop loop = loop(trajectory);
            rememberCoefficients(loop);
            Tensor latents = latents();
            long before = Pointer.totalCount();
            Tensor result = loop.run(latents, () -> false, (step, state) -> {});
            assertThat(Pointer.totalCount() - before).isEqualTo(1);
            assertThat(HostData.floats(result)).doesNotContain(Float.NaN).hasSize(16);
            assertThat(HostData.floats(latents)).as("its input is untouched").isEqualTo(HostData.floats(latents()));
            result.close();
        }
    }

    @ParameterizedTest
    @MethodSource("schedulers")
    void the_number_of_live_tensors_does_not_grow_with_the_steps(SchedulerProvider<?> provider) {
        List<Long> live = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = Part.ofDefaults(provider)
                    .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32))
                    .plan(PlanRequest.ofSteps(20));
            rememberCoefficients(loop(trajectory));
            Tensor latents = latents();
            loop(trajectory)
                    .run(
                            latents,
                            () -> false,
                            (step, state) -> live.add(Pointer.totalCount() - tensors(state, latents)));
        }
        // fewer is possible: the garbage collector frees what earlier tests left
        assertThat(live).allMatch(count -> count <= live.get(0));
    }

    /** What schedulers make once for all runs is not what these tests count. */
    private static void rememberCoefficients(DenoisingLoop loop) {
        loop.run(latents(), () -> false, (step, state) -> {}).close();
    }

    @Test
    void cancelling_ends_the_run_before_the_next_step() {
        try (Scope scope = Scope.open()) {
            DenoisingLoop loop = loop(plan("pndm"));
            rememberCoefficients(loop);
            Tensor latents = latents();
            List<Integer> done = new ArrayList<>();
            long before = Pointer.totalCount();
            assertThatThrownBy(() -> loop.run(latents, () -> done.size() == 2, (step, state) -> done.add(step.index())))
                    .isInstanceOf(CancelledException.class)
                    .hasMessage("cancelled before step 3 of 7");
            assertThat(done).containsExactly(0, 1);
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    @Test
    void a_run_that_is_cancelled_at_once_takes_no_step() {
        try (Scope scope = Scope.open()) {
            Denoiser never = (sample, step) -> {
                throw new AssertionError("asked");
            };
            DenoisingLoop loop = new DenoisingLoop(plan("ddim"), never, new SeededNoise(List.of(1L)));
            assertThatThrownBy(() -> loop.run(latents(), () -> true, (step, state) -> {}))
                    .isInstanceOf(CancelledException.class)
                    .hasMessage("cancelled before step 1 of 6");
        }
    }

    @Test
    void a_failing_listener_frees_the_state_and_passes_its_exception_on() {
        try (Scope scope = Scope.open()) {
            DenoisingLoop loop = loop(plan("dpm-solver++"));
            rememberCoefficients(loop);
            Tensor latents = latents();
            Set<Tensor> seen = new HashSet<>();
            long before = Pointer.totalCount();
            IllegalStateException failure = new IllegalStateException("disk full");
            assertThatThrownBy(() -> loop.run(latents, () -> false, (step, state) -> {
                        seen.add(state.sample());
                        if (step.index() == 3) {
                            throw failure;
                        }
                    }))
                    .isSameAs(failure);
            assertThat(Pointer.totalCount()).isEqualTo(before);
            assertThat(seen).hasSize(4).allMatch(tensor -> tensor.isNull());
        }
    }

    @Test
    void a_failing_model_frees_the_state() {
        try (Scope scope = Scope.open()) {
            Denoiser failing = (sample, step) -> {
                if (step.index() == 2) {
                    throw new IllegalStateException("out of memory");
                }
                return DENOISER.predict(sample, step);
            };
            DenoisingLoop loop = new DenoisingLoop(plan("dpm-solver++"), failing, new SeededNoise(List.of(1L)));
            rememberCoefficients(loop(plan("dpm-solver++")));
            Tensor latents = latents();
            long before = Pointer.totalCount();
            assertThatThrownBy(() -> loop.run(latents, () -> false, (step, state) -> {}))
                    .hasMessage("out of memory");
            assertThat(Pointer.totalCount()).isEqualTo(before);
        }
    }

    @Test
    void the_state_is_valid_during_the_call_and_freed_after_the_next_step() {
        try (Scope scope = Scope.open()) {
            List<Tensor> samples = new ArrayList<>();
            loop(plan("euler")).run(latents(), () -> false, (step, state) -> {
                assertThat(HostData.floats(state.sample())).hasSize(16);
                samples.add(state.sample());
            });
            assertThat(samples.subList(0, STEPS - 1)).allMatch(tensor -> tensor.isNull());
            assertThat(samples.get(STEPS - 1).isNull()).as("the result").isFalse();
        }
    }

    @Test
    void stepping_by_hand_gives_the_same_latents() {
        try (Scope scope = Scope.open()) {
            Trajectory trajectory = plan("dpm-solver++");
            NoiseSource noise = new SeededNoise(List.of(1L));
            SamplerState state = trajectory.start(latents());
            for (Step step : trajectory.steps()) {
                state = trajectory.advance(state, DENOISER.predict(trajectory.modelInput(state), step), noise);
            }
            Tensor result = loop(trajectory).run(latents(), () -> false, (step, s) -> {});
            assertThat(HostData.floats(result)).isEqualTo(HostData.floats(state.sample()));
        }
    }

    /** @param given the first latents, which belong to the caller even while a state remembers them */
    private static long tensors(SamplerState state, Tensor given) {
        Set<Long> distinct = new HashSet<>();
        Stream.concat(
                        Stream.concat(Stream.of(state.sample()), state.predictedOriginal().stream()),
                        state.history().stream())
                .forEach(tensor -> distinct.add(tensor.address()));
        distinct.remove(given.address());
        return distinct.size();
    }

    private static DenoisingLoop loop(Trajectory trajectory) {
        return new DenoisingLoop(trajectory, DENOISER, new SeededNoise(List.of(1L)));
    }

    private static Trajectory plan(String type) {
        return plan(schedulers().filter(p -> p.type().equals(type)).findFirst().orElseThrow());
    }

    private static Trajectory plan(SchedulerProvider<?> provider) {
        return Part.ofDefaults(provider)
                .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32))
                .plan(PlanRequest.ofSteps(STEPS));
    }

    private static Tensor latents() {
        float[] values = new float[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        return HostData.tensor(values, 1, 4, 2, 2);
    }
}
