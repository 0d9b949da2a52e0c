package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A trajectory over noise levels, whose samples are {@code clean + σ · noise}; the model sees them at unit variance. */
public abstract class SigmaTrajectory extends SolverTrajectory {
    private final List<Double> sigmas;
    private final TimestepSpacing spacing;
    private final PredictionType prediction;

    protected SigmaTrajectory(
            double[] timesteps, List<Double> sigmas, TimestepSpacing spacing, PredictionType prediction) {
        super(timesteps);
        this.prediction = prediction;
        this.sigmas = List.copyOf(sigmas);
        this.spacing = spacing;
    }

    @Override
    public final List<Double> sigmas() {
        return sigmas;
    }

    /** Leading spacing starts below pure noise, so there the clean sample's share of the variance counts too. */
    @Override
    public final double initialNoiseSigma() {
        double max = sigmas.get(0);
        return spacing == TimestepSpacing.LEADING ? Math.sqrt(max * max + 1) : max;
    }

    @Override
    public final Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return new LinearCombination(1, sigmaAt(at)).of(clean, noise);
    }

    /** The noise level at the beginning of a step. */
    protected double sigmaAt(Step step) {
        return sigmas.get(step.index());
    }

    @Override
    public final Tensor modelInput(SamplerState state) {
        return state.sample().mul(Scalars.of(signal(inputSigma(state))));
    }

    @Override
    public final Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(step -> inputSigma(state))
                .flatMap(sigma -> original(sigma).parametrization(1, sigma));
    }

    /** The noise level of the sample that the model sees next; of methods with stages it may lie between the levels. */
    protected double inputSigma(SamplerState state) {
        return sigmas.get(state.index());
    }

    /**
     * The clean sample from a sample and the model's prediction at a noise level.
     *
     * @param sigma that of the prediction
     */
    protected final LinearCombination original(double sigma) {
        double alpha = signal(sigma);
        return prediction.original(alpha, sigma * alpha).forFirstOver(alpha);
    }

    /** The factor from a sample to one of unit variance. */
    private static double signal(double sigma) {
        return 1 / Math.sqrt(sigma * sigma + 1);
    }
}
