package io.diffusion4j.core.sampling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The planned way from noise to image, or from an image back to its noise, and the arithmetic of each step. Immutable, holds no tensors of a run, and can
 * be shared between threads. Tensors that its methods make belong to the open scope.
 */
public interface Trajectory {
    /**
     * The model evaluations, in order; of a trajectory that chooses while it runs, those that it has planned so far. Their
     * timesteps fall, or rise on the way from an image to noise; methods of several evaluations a step may repeat some.
     */
    List<Step> steps();

    /**
     * The evaluation that comes next at a state; empty once the run is over. Depends on nothing but the state, so a stored
     * run goes on alike.
     */
    default Optional<Step> next(SamplerState state) {
        return state.index() < steps().size() ? Optional.of(steps().get(state.index())) : Optional.empty();
    }

    /**
     * How sample and prediction relate at a state before the end; empty for schedulers that keep it to themselves, which
     * cannot be decorated with methods that change predictions.
     */
    default Optional<Parametrization> parametrization(SamplerState state) {
        return Optional.empty();
    }

    /**
     * What a trajectory tells of the step that led to a state, for diagnostics: numbers by name, one for each image.
     */
    default Map<String, List<Double>> figures(SamplerState state) {
        return Map.of();
    }

    /**
     * This trajectory for runs that keep a part of an image, where the scheduler has a way of its own to fit what it
     * paints to what is known; empty for all others, whose callers put the known part back after each step. Its
     * {@link #start} puts the known part into the state, so a stored run goes on with the plain trajectory.
     */
    default Optional<Trajectory> given(Known known) {
        return Optional.empty();
    }

    /**
     * The noise level before each step and after the last; empty for schedulers that do not work in noise levels. They fall,
     * or rise on the way from an image to noise.
     */
    default List<Double> sigmas() {
        return List.of();
    }

    /** Standard deviation of the noise that a run starts from; latents are unit noise times this. */
    double initialNoiseSigma();

    /**
     * The forward process: what {@code clean} looks like where a run begins at {@code at}.
     *
     * @param clean [batch, channels, height, width]
     * @param noise the same shape, unit normal
     */
    Tensor addNoise(Tensor clean, Tensor noise, Step at);

    /** The state before the first step, for latents [batch, channels, height, width] of this trajectory's scale. */
    default SamplerState start(Tensor latents) {
        return start(latents, 0);
    }

    /** The state before step {@code index}, for a run that begins later, as image-to-image does. */
    default SamplerState start(Tensor latents, int index) {
        return SamplerState.begin(latents, index);
    }

    /** What the model sees at that state: the sample, scaled as this scheduler's models expect. */
    Tensor modelInput(SamplerState state);

    /**
     * One step on.
     *
     * @param prediction the model's output for {@link #modelInput}; [batch, channels, height, width], with twice the
     *     channels for models that also predict a variance
     * @param noise where a stochastic scheduler draws from
     * @return the next state; its tensors belong to the open scope, {@code state} is unchanged
     */
    SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise);
}
