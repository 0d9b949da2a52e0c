package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.testkit.golden.Checks;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Replays a recorded run, once with the recorded sample at each step and once on its own results. */
record StepChecks(Checks checks, SchedulerRun run, Trajectory trajectory) {

    void compareAll() {
        List<RecordedStep> steps = RecordedStep.of(run);
        fed(steps, run.recordedNoise());
        freeRunning(steps, run.recordedNoise(), "");
        if (run.has("noise")) {
            freeRunning(steps, run.seededNoise(), "seeded.");
        }
    }

    private void fed(List<RecordedStep> steps, NoiseSource noise) {
        SamplerState state = start(steps);
        for (RecordedStep step : steps) {
            SamplerState before = withSample(state, run.row(step.sample(), step.row()));
            if (run.has("model_input")) {
                checks.close(
                        "model_input." + step.row(),
                        trajectory.modelInput(before),
                        run.row("model_input", step.row()),
                        run.stepTolerance());
            }
            state = trajectory.advance(before, run.row(step.output(), step.row()), noise);
            compareResult("", state, step);
            comparePrediction(state, step);
        }
    }

    private void compareResult(String prefix, SamplerState state, RecordedStep step) {
        checks.close(
                prefix + step.result() + "." + step.resultRow(),
                state.sample(),
                run.row(step.result(), step.resultRow()),
                run.stepTolerance());
    }

    private void comparePrediction(SamplerState state, RecordedStep step) {
        Optional<Double> tolerance = run.tolerance("pred_original_sample_atol");
        if (tolerance.isPresent()
                && run.has("pred_original_sample")
                && state.predictedOriginal().isPresent()) {
            checks.close(
                    "pred_original_sample." + step.row(),
                    state.predictedOriginal().get(),
                    run.row("pred_original_sample", step.row()),
                    tolerance.get());
        }
    }

    private void freeRunning(List<RecordedStep> steps, NoiseSource noise, String prefix) {
        SamplerState state = start(steps);
        for (RecordedStep step : steps) {
            state = trajectory.advance(state, run.row(step.output(), step.row()), noise);
            compareResult(prefix + "free_running.", state, step);
        }
    }

    private SamplerState start(List<RecordedStep> steps) {
        RecordedStep first = steps.get(0);
        return trajectory.start(run.row(first.sample(), first.row()), run.firstIndex());
    }

    private static SamplerState withSample(SamplerState state, Tensor sample) {
        return new SamplerState(state.index(), state.draws(), sample, state.predictedOriginal(), state.history());
    }
}
