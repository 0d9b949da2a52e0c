package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.diagnostics.StepStatistics;
import io.diffusion4j.core.diagnostics.TensorStatistics;
import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells what each step was like as it came, before another check may mend it or end the run. */
public record StepDiagnostics(Trajectory trajectory, Consumer<StepStatistics> told, StepCheck then)
        implements StepCheck {
    @Override
    public SamplerState check(Attempt attempt) {
        told.accept(statistics(attempt));
        return then.check(attempt);
    }

    private StepStatistics statistics(Attempt attempt) {
        Optional<Parametrization> at = trajectory.parametrization(attempt.before());
        Map<String, TensorStatistics> tensors = new HashMap<>();
        tensors.put(StepStatistics.SAMPLE, TensorStatistics.of(attempt.before().sample()));
        tensors.put(StepStatistics.PREDICTION, TensorStatistics.of(attempt.prediction()));
        attempt.after()
                .predictedOriginal()
                .ifPresent(original -> tensors.put(StepStatistics.PREDICTED_ORIGINAL, TensorStatistics.of(original)));
        tensors.put(
                StepStatistics.NEXT_SAMPLE, TensorStatistics.of(attempt.after().sample()));
        return new StepStatistics(
                attempt.step(),
                at.map(Parametrization::alpha),
                at.map(Parametrization::sigma),
                tensors,
                trajectory.figures(attempt.after()));
    }
}
