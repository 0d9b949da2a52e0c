package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/**
 * Walks a trajectory. Each step has a scope of its own; of all it makes only the next state survives it, and the state
 * before is freed then.
 *
 * @param trajectory the plan
 * @param denoiser predicts at each step
 * @param noise for stochastic schedulers
 * @param check looks at each step before it counts
 */
public record DenoisingLoop(Trajectory trajectory, Denoiser denoiser, NoiseSource noise, StepCheck check) {
    /** Takes every step as it is. */
    public DenoisingLoop(Trajectory trajectory, Denoiser denoiser, NoiseSource noise) {
        this(trajectory, denoiser, noise, StepCheck.none());
    }

    /** Is told of each finished step; the state is valid only during the call. */
    public interface StepListener {
        void onStep(Step step, SamplerState state);
    }

    /**
     * @param latents [batch, channels, height, width], float32, of the trajectory's initial scale
     * @param cancelled asked before every step
     * @return the final latents, the same shape; they belong to the open scope
     * @throws CancelledException as soon as {@code cancelled} says so
     */
    public Tensor run(Tensor latents, BooleanSupplier cancelled, StepListener listener) {
        try (Scope start = Scope.open()) {
            return start.keep(run(trajectory.start(latents), cancelled, listener));
        }
    }

    /** As {@link #run(Tensor, BooleanSupplier, StepListener)}, from any state of a run along this trajectory. */
    public Tensor run(SamplerState from, BooleanSupplier cancelled, StepListener listener) {
        try (Scope run = Scope.open()) {
            SamplerState state = retain(from);
            try {
                for (Optional<Step> next = trajectory.next(state); next.isPresent(); next = trajectory.next(state)) {
                    Step step = next.get();
                    if (cancelled.getAsBoolean()) {
                        throw new CancelledException(
                                "cancelled before step %d of %d".formatted(step.index() + 1, step.count()));
                    }
                    state = advance(state, step);
                    listener.onStep(step, state);
                }
                // The scope that is open around this call takes the sample over before the state lets go of it.
                return run.keep(state.sample());
            } finally {
                release(state);
            }
        }
    }

    private SamplerState advance(SamplerState state, Step step) {
        SamplerState next;
        try (Scope scope = Scope.open()) {
            Tensor prediction = denoiser.predict(trajectory.modelInput(state), step);
            SamplerState after = trajectory.advance(state, prediction, noise);
            next = retain(check.check(new StepCheck.Attempt(step, state, prediction, after)));
        }
        release(state);
        return next;
    }

    private static SamplerState retain(SamplerState state) {
        tensors(state).forEach(Pointer::retainReference);
        return state;
    }

    private static void release(SamplerState state) {
        tensors(state).forEach(Pointer::releaseReference);
    }

    private static Stream<Tensor> tensors(SamplerState state) {
        return Stream.concat(
                Stream.concat(Stream.of(state.sample()), state.predictedOriginal().stream()), state.history().stream());
    }
}
