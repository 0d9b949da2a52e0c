package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.Levels;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * A trajectory of samples {@code alpha · clean + sigma · noise} of unit variance, or on straight paths, for solvers in
 * λ = log(alpha / sigma).
 */
public abstract class LambdaTrajectory extends SolverTrajectory {
    private final List<Double> levels;
    private final double[] alphas;
    private final double[] sigmas;
    private final double[] lambdas;
    private final PredictionType prediction;
    private final OriginalClamp clamp;

    protected LambdaTrajectory(LambdaSettings settings, Levels levels) {
        super(levels.timesteps().stream().mapToDouble(Double::doubleValue).toArray());
        this.levels = levels.sigmas();
        this.alphas = new double[this.levels.size()];
        this.sigmas = new double[alphas.length];
        this.lambdas = new double[alphas.length];
        for (int i = 0; i < alphas.length; i++) {
            double level = this.levels.get(i);
            boolean straight = settings.sigmas() == SigmaSchedule.FLOW;
            alphas[i] = straight ? 1 - level : 1 / Math.sqrt(level * level + 1);
            sigmas[i] = straight ? level : level / Math.sqrt(level * level + 1);
            lambdas[i] = Math.log(alphas[i] / sigmas[i]);
        }
        this.prediction = settings.prediction();
        this.clamp = settings.clamp();
    }

    @Override
    public final List<Double> sigmas() {
        return levels;
    }

    @Override
    public final double initialNoiseSigma() {
        return 1;
    }

    @Override
    public final Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return new LinearCombination(alpha(at.index()), sigma(at.index())).of(clean, noise);
    }

    @Override
    public final Tensor modelInput(SamplerState state) {
        return state.sample();
    }

    @Override
    public final Optional<Parametrization> parametrization(SamplerState state) {
        return next(state).flatMap(step -> prediction.parametrization(alpha(step.index()), sigma(step.index())));
    }

    /** The clean sample that the model predicts at a point, kept in range. */
    protected final Tensor original(Point point) {
        int i = point.index();
        return clamp.apply(prediction
                .original(alpha(i), sigma(i))
                .of(point.sample(), point.output().mean()));
    }

    /** The noise that the model predicts at a point. @param original that of the same point */
    protected final Tensor noise(Point point, Tensor original) {
        int i = point.index();
        return clamp.kind() == OriginalClamp.Kind.NONE
                ? prediction
                        .noise(alpha(i), sigma(i))
                        .of(point.sample(), point.output().mean())
                : PredictionType.SAMPLE.noise(alpha(i), sigma(i)).of(point.sample(), original);
    }

    /** Signal amplitude before step {@code i}, or after the last. */
    protected final double alpha(int i) {
        return alphas[i];
    }

    /** Noise amplitude before step {@code i}, or after the last. */
    protected final double sigma(int i) {
        return sigmas[i];
    }

    /** log(alpha / sigma) before step {@code i}, or after the last; infinite at the clean sample. */
    protected final double lambda(int i) {
        return lambdas[i];
    }
}
