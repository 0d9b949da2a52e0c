package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.SolverTrajectory;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A trajectory over noise levels, whose samples {@code clean + σ · noise} the model sees at unit variance of all. */
public abstract class PreconditionedTrajectory extends SolverTrajectory {
    private final List<Double> sigmas;
    private final double sigmaData;
    private final double initialNoiseSigma;

    /** @param sigmaData standard deviation of the clean samples */
    protected PreconditionedTrajectory(
            double[] timesteps, List<Double> sigmas, double sigmaData, double initialNoiseSigma) {
        super(timesteps);
        this.sigmas = List.copyOf(sigmas);
        this.sigmaData = sigmaData;
        this.initialNoiseSigma = initialNoiseSigma;
    }

    @Override
    public final List<Double> sigmas() {
        return sigmas;
    }

    @Override
    public final double initialNoiseSigma() {
        return initialNoiseSigma;
    }

    @Override
    public final Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return new LinearCombination(1, sigmas.get(at.index())).of(clean, noise);
    }

    @Override
    public final Tensor modelInput(SamplerState state) {
        return state.sample().mul(Scalars.of(1 / deviation(sigmas.get(state.index()))));
    }

    @Override
    public final Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(step -> sigmas.get(step.index()))
                .flatMap(sigma -> original(sigma).parametrization(1, sigma));
    }

    /** The clean sample from a sample (first) and the model's output (second) at a noise level. */
    protected abstract LinearCombination original(double sigma);

    /** That of samples at this noise level. */
    protected final double deviation(double sigma) {
        return Math.hypot(sigma, sigmaData);
    }
}
