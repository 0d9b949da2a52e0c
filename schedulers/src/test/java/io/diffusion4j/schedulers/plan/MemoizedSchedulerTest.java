package io.diffusion4j.schedulers.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoizedSchedulerTest {
    private static final NoiseSource SILENT = (draw, like) -> like.mul(new Scalar(0.0));

    @BeforeAll
    static void start() {
        Natives.start();
    }

    private final AtomicInteger plans = new AtomicInteger();

    private final Scheduler lms = Part.ofDefaults((SchedulerProvider<?>) ServiceProviders.ofClassPath()
                    .find(SchedulerProvider.class, "lms")
                    .orElseThrow())
            .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));

    private final Scheduler memoized = new MemoizedScheduler(new Scheduler() {
        @Override
        public Trajectory plan(PlanRequest request) {
            plans.incrementAndGet();
            return lms.plan(request);
        }

        @Override
        public boolean isStochastic() {
            return false;
        }

        @Override
        public int order() {
            return 1;
        }
    });

    @Test
    void the_same_request_is_planned_once_and_another_one_anew() {
        Trajectory first = memoized.plan(PlanRequest.ofSteps(5));
        assertThat(memoized.plan(PlanRequest.ofSteps(5))).isSameAs(first);
        assertThat(plans).hasValue(1);
        assertThat(memoized.plan(PlanRequest.ofSteps(6)).steps()).hasSize(6);
        assertThat(memoized.plan(PlanRequest.ofSteps(5).withStrength(0.5))).isNotSameAs(first);
        assertThat(plans).hasValue(3);
    }

    @Test
    void runs_that_share_a_plan_get_none_of_each_others_tensors() {
        try (Scope scope = Scope.open()) {
            double[] alone = run(lms.plan(PlanRequest.ofSteps(5)), 3);
            run(memoized.plan(PlanRequest.ofSteps(5)), 100);
            long before = Pointer.totalCount();
            try (Scope inner = Scope.open()) {
                assertThat(run(memoized.plan(PlanRequest.ofSteps(5)), 3)).containsExactly(alone);
            }
            assertThat(Pointer.totalCount())
                    .as("objects that a plan would hold on to")
                    .isEqualTo(before);
        }
    }

    @Test
    void only_the_last_plans_are_remembered() {
        IntStream.rangeClosed(1, 200).forEach(steps -> memoized.plan(PlanRequest.ofSteps(steps)));
        memoized.plan(PlanRequest.ofSteps(200));
        assertThat(plans).hasValue(200);
        memoized.plan(PlanRequest.ofSteps(1));
        assertThat(plans).hasValue(201);
    }

    @Test
    void a_memo_is_bounded_and_forgets_what_was_not_asked_for_longest() {
        Memo<Integer, String> memo = new Memo<>(2);
        memo.get(1, Object::toString);
        memo.get(2, Object::toString);
        memo.get(1, key -> "again");
        memo.get(3, Object::toString);
        assertThat(memo.size()).isEqualTo(2);
        assertThat(memo.get(1, key -> "again")).isEqualTo("1");
        assertThat(memo.get(2, key -> "again")).isEqualTo("again");
    }

    @Test
    void a_failure_is_not_remembered() {
        Memo<Integer, String> memo = new Memo<>(2);
        assertThatThrownBy(() -> memo.get(1, key -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(memo.get(1, Object::toString)).isEqualTo("1");
    }

    @Test
    void many_threads_get_one_plan() {
        List<Trajectory> got = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> memoized.plan(PlanRequest.ofSteps(5)))
                .toList();
        assertThat(got).allMatch(trajectory -> trajectory == got.get(0));
        assertThat(plans).hasValue(1);
    }

    private static double[] run(Trajectory trajectory, float value) {
        Tensor latents = HostData.tensor(new float[] {value}, 1, 1, 1, 1);
        SamplerState state = trajectory.start(latents);
        while (trajectory.next(state).isPresent()) {
            state = trajectory.advance(state, trajectory.modelInput(state).tanh(), SILENT);
        }
        return HostData.doubles(state.sample());
    }
}
