package io.diffusion4j.schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What trajectories say of samples and predictions, at every state of a run. */
class ParametrizationTest {
    private static final double CLEAN = 0.7;
    private static final double NOISE = -1.3;

    static {
        Natives.start();
    }

    /** Schedulers over samples of unit variance or of growing noise, and what their models predict. */
    static Stream<Arguments> predictions() {
        Model noise = p -> NOISE;
        Model velocity = p -> NOISE - CLEAN;
        Model v = p -> unit(p).alpha() * NOISE - unit(p).sigma() * CLEAN;
        Stream<Arguments> noises = SchedulerContractTest.schedulers().map(scheduler -> Arguments.of(scheduler, noise));
        Stream<Arguments> velocities = FlowSchedulerTest.schedulers().map(s -> Arguments.of(s, velocity));
        Map<String, Object> ofV = Map.of("prediction_type", "v_prediction");
        Map<String, Object> ofSample = Map.of("prediction_type", "sample");
        Stream<Arguments> others = Stream.of(
                Arguments.of(Schedulers.of("kdpm2", Map.of()), noise),
                Arguments.of(Schedulers.of("dpm-adaptive", Map.of()), noise),
                Arguments.of(Schedulers.of("ddim-inverse", Map.of()), noise),
                Arguments.of(Schedulers.of("dpm-solver++-inverse", Map.of()), noise),
                Arguments.of(Schedulers.of("ipndm", Map.of()), v),
                Arguments.of(Schedulers.of("ddim", ofV), v),
                Arguments.of(Schedulers.of("pndm", ofV), v),
                Arguments.of(Schedulers.of("euler", ofV), v),
                Arguments.of(Schedulers.of("kdpm2-ancestral", ofV), v),
                Arguments.of(Schedulers.of("unipc", ofV), v),
                Arguments.of(Schedulers.of("heun", ofSample), (Model) p -> CLEAN),
                Arguments.of(Schedulers.of("deis", flow()), velocity));
        return Stream.of(noises, velocities, others).flatMap(all -> all);
    }

    static Stream<Scheduler> allSchedulers() {
        Stream<Scheduler> others =
                Stream.of(Schedulers.of("scm", Map.of()), Schedulers.of("sde-ve", Map.of("sigma_max", 2)));
        Stream<Arguments> all = Stream.concat(predictions(), EdmSchedulerTest.schedulers());
        return Stream.concat(all.map(arguments -> (Scheduler) arguments.get()[0]), others);
    }

    private static Map<String, ?> flow() {
        return Map.of("prediction_type", "flow_prediction", "use_flow_sigmas", true, "flow_shift", 3);
    }

    @ParameterizedTest
    @MethodSource("predictions")
    void the_exact_prediction_says_the_clean_sample(Scheduler scheduler, Model model) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(8));
        try (Scope scope = Scope.open()) {
            for (SamplerState state : run(trajectory)) {
                trajectory.parametrization(state).ifPresent(p -> {
                    Tensor sample = scalar(p.alpha() * CLEAN + p.sigma() * NOISE);
                    double read = value(p.original(sample, scalar(model.prediction(p))));
                    assertNear(read, CLEAN, p);
                    assertNear(value(p.noise(sample, scalar(CLEAN))), NOISE, p);
                    if (p.alpha() > 0) {
                        assertNear(value(p.originalOfNoise(sample, scalar(NOISE))), CLEAN, p);
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allSchedulers")
    void a_prediction_for_a_clean_sample_says_it(Scheduler scheduler) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(8));
        try (Scope scope = Scope.open()) {
            for (SamplerState state : run(trajectory)) {
                Parametrization p = trajectory.parametrization(state).orElse(null);
                if (p != null) {
                    Tensor prediction = p.prediction(state.sample(), scalar(CLEAN));
                    assertNear(value(p.original(state.sample(), prediction)), CLEAN, p);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allSchedulers")
    void it_is_there_at_every_state_but_the_last_and_clean_ones(Scheduler scheduler) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(8));
        try (Scope scope = Scope.open()) {
            List<SamplerState> states = run(trajectory);
            List<SamplerState> noisy = states.subList(0, trajectory.steps().size());

            assertThat(noisy)
                    .allMatch(state -> trajectory.parametrization(state).isPresent() || isClean(trajectory, state));
            assertThat(trajectory.parametrization(states.get(states.size() - 1)))
                    .isEmpty();
        }
    }

    /** Inverse DDIM begins at a sample without noise, consistency models end at the least level. */
    private static boolean isClean(Trajectory trajectory, SamplerState state) {
        return state.index() == 0 || state.index() == trajectory.steps().size() - 1;
    }

    @ParameterizedTest
    @MethodSource("allSchedulers")
    void the_clean_sample_of_an_advance_is_the_one_that_it_reads(Scheduler scheduler) {
        Trajectory trajectory = scheduler.plan(PlanRequest.ofSteps(8));
        assumeFalse(looksElsewhere(scheduler, trajectory));
        try (Scope scope = Scope.open()) {
            SamplerState state = start(trajectory);
            while (trajectory.next(state).isPresent()) {
                Tensor prediction = trajectory.modelInput(state).tanh();
                SamplerState next = trajectory.advance(state, prediction, GaussianWorld.SILENT);
                Parametrization p = trajectory.parametrization(state).orElse(null);
                if (p != null && next.predictedOriginal().isPresent()) {
                    double read = value(p.original(state.sample(), prediction));
                    assertNear(value(next.predictedOriginal().get()), read, p);
                }
                state = next;
            }
        }
    }

    /** Extrapolated estimates are made from the history too, and churned ones from a sample with more noise. */
    private static boolean looksElsewhere(Scheduler scheduler, Trajectory trajectory) {
        String name = trajectory.getClass().getSimpleName();
        return name.equals("IpndmTrajectory") || scheduler.isStochastic() && name.endsWith("EulerTrajectory");
    }

    @Test
    void amplitudes_are_those_of_the_forward_process() {
        for (String type :
                List.of("ddim", "euler", "dpm-solver++", "unipc", "heun", "flow-euler", "edm-euler", "repaint")) {
            Trajectory trajectory = Schedulers.plan(type, 6, Map.of());
            try (Scope scope = Scope.open()) {
                for (Step step : trajectory.steps()) {
                    SamplerState state = SamplerState.begin(scalar(1), step.index());
                    Parametrization p = trajectory.parametrization(state).orElseThrow();
                    assertNear(value(trajectory.addNoise(scalar(1), scalar(0), step)), p.alpha(), p);
                    assertNear(value(trajectory.addNoise(scalar(0), scalar(1), step)), p.sigma(), p);
                }
            }
        }
    }

    /** The states before every step and after the last. */
    private static List<SamplerState> run(Trajectory trajectory) {
        return Stream.iterate(
                        start(trajectory),
                        state -> state != null,
                        state -> trajectory.next(state).isEmpty()
                                ? null
                                : trajectory.advance(
                                        state, trajectory.modelInput(state).tanh(), GaussianWorld.SILENT))
                .toList();
    }

    private static SamplerState start(Trajectory trajectory) {
        return trajectory.start(scalar(0.9 * trajectory.initialNoiseSigma()));
    }

    /** Within what float32 keeps where clean sample or noise is a difference of larger numbers. */
    private static void assertNear(double got, double expected, Parametrization at) {
        double scale = Math.max(1, Math.max(at.sigma() / at.alpha(), at.alpha() / at.sigma() * 1e-2));
        assertThat(got).as("%s", at).isCloseTo(expected, within(1e-5 * scale));
    }

    /** The same in samples of unit variance. */
    private static Parametrization unit(Parametrization p) {
        double scale = Math.hypot(p.alpha(), p.sigma());
        return new Parametrization(p.alpha() / scale, p.sigma() / scale, p.sampleShare(), p.predictionShare());
    }

    private static Tensor scalar(double value) {
        return HostData.tensor(new float[] {(float) value}, 1, 1, 1, 1);
    }

    private static double value(Tensor tensor) {
        return HostData.doubles(tensor)[0];
    }

    /** What a model of {@link #CLEAN} and {@link #NOISE} predicts. */
    interface Model {
        double prediction(Parametrization at);
    }
}
