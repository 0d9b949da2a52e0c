package io.diffusion4j.testkit.golden.kinds;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.testkit.golden.Checks;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Replays a recorded run, once with the recorded sample at each step and once on its own results. */
record StepChecks(Checks checks, SchedulerRun run, Trajectory trajectory) {

    void compareAll(NoiseSource recorded, NoiseSource seeded) {
        fed(recorded);
        freeRunning(recorded, "");
        if (run.has("noise")) {
            freeRunning(seeded, "seeded.");
        }
    }

    private void fed(NoiseSource noise) {
        SamplerState state = trajectory.start(run.row("sample_in", 0), run.firstIndex());
        for (int i = 0; i < run.steps(); i++) {
            SamplerState before = withSample(state, run.row("sample_in", i));
            if (run.has("model_input")) {
                checks.close(
                        "model_input." + i,
                        trajectory.modelInput(before),
                        run.row("model_input", i),
                        run.stepTolerance());
            }
            state = trajectory.advance(before, run.row("model_output", i), noise);
            checks.close("prev_sample." + i, state.sample(), run.row("prev_sample", i), run.stepTolerance());
            comparePrediction(state, i);
        }
    }

    private void comparePrediction(SamplerState state, int i) {
        Optional<Double> tolerance = run.tolerance("pred_original_sample_atol");
        if (tolerance.isPresent()
                && run.has("pred_original_sample")
                && state.predictedOriginal().isPresent()) {
            checks.close(
                    "pred_original_sample." + i,
                    state.predictedOriginal().get(),
                    run.row("pred_original_sample", i),
                    tolerance.get());
        }
    }

    private void freeRunning(NoiseSource noise, String prefix) {
        SamplerState state = trajectory.start(run.row("sample_in", 0), run.firstIndex());
        for (int i = 0; i < run.steps(); i++) {
            state = trajectory.advance(state, run.row("model_output", i), noise);
            checks.close(prefix + "free_running." + i, state.sample(), run.row("prev_sample", i), run.stepTolerance());
        }
    }

    private static SamplerState withSample(SamplerState state, Tensor sample) {
        return new SamplerState(state.index(), state.draws(), sample, state.predictedOriginal(), state.history());
    }
}
