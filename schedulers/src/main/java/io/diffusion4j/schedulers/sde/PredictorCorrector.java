package io.diffusion4j.schedulers.sde;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SolverTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Song et al. 2021, algorithm 2: at each noise level some corrector stages, which stay there, then the predictor, which
 * leaves it. Every stage is a step of its own. Samples are {@code clean + σ · noise}; models predict the score.
 */
final class PredictorCorrector extends SolverTrajectory {
    private final ScoreSdeVeSettings settings;
    private final List<Double> sigmas;

    /**
     * @param told the level that the model is told at each stage; just above the one that it is at
     * @param sigmas the level before each stage, and 0
     */
    PredictorCorrector(ScoreSdeVeSettings settings, double[] told, List<Double> sigmas) {
        super(told);
        this.settings = settings;
        this.sigmas = List.copyOf(sigmas);
    }

    @Override
    public List<Double> sigmas() {
        return sigmas;
    }

    @Override
    public double initialNoiseSigma() {
        return settings.sigmaMax();
    }

    @Override
    public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        return new LinearCombination(1, sigmas.get(at.index())).of(clean, noise);
    }

    @Override
    public Tensor modelInput(SamplerState state) {
        return state.sample();
    }

    @Override
    public Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(step -> sigmas.get(step.index()))
                .flatMap(sigma -> original(sigma).parametrization(1, sigma));
    }

    @Override
    protected Update update(Point point) {
        int stage = point.index() % (settings.correctorSteps() + 1);
        Tensor score = point.output().mean();
        Tensor sample = stage < settings.correctorSteps() ? corrected(point, score) : predicted(point, score);
        return Update.of(sample, original(sigmas.get(point.index())).of(point.sample(), score));
    }

    /**
     * A step of Langevin dynamics. Its size comes from the sizes of score and noise, for each image by itself: the
     * reference takes their means over the batch, and so an image would depend on its neighbours.
     */
    private Tensor corrected(Point point, Tensor score) {
        Tensor noise = point.noise().get();
        Tensor ratio = size(noise).div(size(score)).mul(Scalars.of(settings.snr()));
        Tensor drift = score.mul(ratio.square().mul(Scalars.of(2)));
        return point.sample().add(drift).add(noise.mul(ratio.mul(Scalars.of(2))));
    }

    /** Down to the next level by the reverse SDE. The last step adds no noise: the mean is the image. */
    private Tensor predicted(Point point, Tensor score) {
        double from = sigmas.get(point.index());
        double to = sigmas.get(point.index() + 1);
        double variance = from * from - to * to;
        Tensor mean = new LinearCombination(1, variance).of(point.sample(), score);
        return to == 0 ? mean : mean.add(point.noise().get(), Scalars.of(Math.sqrt(variance)));
    }

    private static LinearCombination original(double sigma) {
        return new LinearCombination(1, sigma * sigma);
    }

    /** Euclidean, of each image. @return [batch, 1, 1, 1] */
    private static Tensor size(Tensor tensor) {
        return tensor.square().flatten(1, -1).sum(1).sqrt().reshape(-1, 1, 1, 1);
    }
}
