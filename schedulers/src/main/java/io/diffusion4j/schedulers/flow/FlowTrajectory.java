package io.diffusion4j.schedulers.flow;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.SolverTrajectory;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A trajectory along straight paths, whose samples are {@code (1 − σ) · clean + σ · noise}; models predict velocities. */
abstract class FlowTrajectory extends SolverTrajectory {
    private final List<Double> sigmas;

    FlowTrajectory(List<Double> sigmas, double[] timesteps) {
        super(timesteps);
        this.sigmas = List.copyOf(sigmas);
    }

    @Override
    public final List<Double> sigmas() {
        return sigmas;
    }

    @Override
    public final double initialNoiseSigma() {
        return 1;
    }

    @Override
    public final Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return at(sigmas.get(at.index()), clean, noise);
    }

    @Override
    public final Tensor modelInput(SamplerState state) {
        return state.sample();
    }

    @Override
    public final Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(step -> sigmas.get(step.index()))
                .flatMap(sigma -> PredictionType.FLOW_PREDICTION.parametrization(1 - sigma, sigma));
    }

    /** The point of the path at that noise level. */
    static Tensor at(double sigma, Tensor clean, Tensor noise) {
        return new LinearCombination(1 - sigma, sigma).of(clean, noise);
    }

    /** The clean end of the path that a velocity points along. */
    static Tensor original(double sigma, Tensor sample, Tensor velocity) {
        return PredictionType.FLOW_PREDICTION.original(1 - sigma, sigma).of(sample, velocity);
    }
}
