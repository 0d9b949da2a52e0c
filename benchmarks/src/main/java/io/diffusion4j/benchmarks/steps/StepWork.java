package io.diffusion4j.benchmarks.steps;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.schedulers.plan.FixedSteps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One step of a run, and the tensor operations that it consists of.
 *
 * @param trajectory the run
 * @param state before the step
 * @param prediction of the model there
 * @param noise for stochastic schedulers; made before
 */
record StepWork(Trajectory trajectory, SamplerState state, Tensor prediction, Tensor noise) {
    /** Walks to the step at {@code index}. Tensors belong to the open scope. */
    static StepWork at(int index, Trajectory trajectory, Tensor latents, Tensor noise) {
        NoiseSource source = (draw, like) -> noise;
        SamplerState state = trajectory.start(latents);
        while (state.index() < index) {
            state = trajectory.advance(state, trajectory.modelInput(state).tanh(), source);
        }
        return new StepWork(trajectory, state, trajectory.modelInput(state).tanh(), noise);
    }

    /** The steps of each scheduler, with its default settings, that are measured, by name. */
    static Map<String, StepWork> of(SchedulerProvider<?> provider, long... shape) {
        Trajectory trajectory = Part.ofDefaults(provider)
                .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32))
                .plan(PlanRequest.ofSteps(20));
        Map<String, StepWork> works = new LinkedHashMap<>();
        if (FixedSteps.of(trajectory)) {
            int middle = trajectory.steps().size() / 2;
            works.put(provider.type(), at(middle, trajectory, torch.randn(shape), torch.randn(shape)));
        } else {
            // each of the three evaluations of an adaptive step is another sum
            for (int index = 9; index < 12; index++) {
                String name = provider.type() + ", " + (index - 8) + " of 3";
                works.put(name, at(index, trajectory, torch.randn(shape), torch.randn(shape)));
            }
        }
        return works;
    }

    /** All that a step costs beside the model. */
    void run() {
        try (Scope scope = Scope.open()) {
            trajectory.modelInput(state);
            advance();
        }
    }

    SamplerState advance() {
        return trajectory.advance(state, prediction, (draw, like) -> noise);
    }

    /**
     * The operations of {@link #run}.
     *
     * @param next the state after the step, whose sample is a tensor of the recording
     */
    record Recording(RecordingTensor.Log log, SamplerState next) {}

    Recording recording() {
        RecordingTensor.Log log = new RecordingTensor.Log();
        List<Tensor> history = state.history().stream().<Tensor>map(log::tensor).toList();
        SamplerState recorded =
                new SamplerState(state.index(), state.draws(), log.tensor(state.sample()), Optional.empty(), history);
        trajectory.modelInput(recorded);
        SamplerState next = trajectory.advance(recorded, log.tensor(prediction), (draw, like) -> log.tensor(noise));
        return new Recording(log, next);
    }
}
