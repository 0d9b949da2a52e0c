package io.diffusion4j.benchmarks.steps;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.solver.ModelOutput;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SolverTrajectory;
import io.diffusion4j.schedulers.solver.UpdateAccess;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * One step in the middle of a run, and the tensor operations that it consists of.
 *
 * @param trajectory the run
 * @param state before the step
 * @param prediction of the model there
 * @param noise for stochastic schedulers; made before
 */
record StepWork(SolverTrajectory trajectory, SamplerState state, Tensor prediction, Tensor noise) {
    /** Walks to the middle of a run. Tensors belong to the open scope. */
    static StepWork inTheMiddle(Trajectory trajectory, Tensor latents, Tensor noise) {
        NoiseSource source = (draw, like) -> noise;
        SamplerState state = trajectory.start(latents);
        int middle = trajectory.steps().size() / 2;
        while (state.index() < middle) {
            state = trajectory.advance(state, trajectory.modelInput(state).tanh(), source);
        }
        return new StepWork(
                (SolverTrajectory) trajectory,
                state,
                trajectory.modelInput(state).tanh(),
                noise);
    }

    /** All that a step costs beside the model. */
    void run() {
        try (Scope scope = Scope.open()) {
            trajectory.modelInput(state);
            trajectory.advance(state, prediction, (draw, like) -> noise);
        }
    }

    RecordingTensor.Log operations() {
        RecordingTensor.Log log = new RecordingTensor.Log();
        Tensor sample = log.tensor(state.sample());
        List<Tensor> history = state.history().stream().<Tensor>map(log::tensor).toList();
        trajectory.modelInput(new SamplerState(state.index(), 0, sample, Optional.empty(), history));
        ModelOutput output = new ModelOutput(log.tensor(prediction), Optional.empty());
        UpdateAccess.update(trajectory, new Point(state.index(), sample, output, history, () -> log.tensor(noise)));
        return log;
    }
}
