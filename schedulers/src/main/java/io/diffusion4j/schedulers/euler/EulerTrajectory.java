package io.diffusion4j.schedulers.euler;

import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

final class EulerTrajectory extends SigmaTrajectory {
    private final PredictionType prediction;
    private final Churn churn;

    EulerTrajectory(EulerSettings settings, List<Double> sigmas, double[] timesteps) {
        super(timesteps, sigmas, settings.spacing(), settings.prediction());
        this.prediction = settings.prediction();
        this.churn = settings.churn();
    }

    @Override
    protected Update update(Point point) {
        double sigma = sigmas().get(point.index());
        double next = sigmas().get(point.index() + 1);
        double gamma = churn.gamma(sigma, sigmas().size() - 1);
        double raised = sigma * (1 + gamma);
        Tensor sample = gamma > 0 ? churned(point, sigma, raised) : point.sample();
        // the model saw the sample at sigma; only what it says of the noise scales with the raised level
        double level = prediction == PredictionType.EPSILON ? raised : sigma;
        Tensor original = original(level).of(sample, point.output().mean());
        double share = next / raised;
        return Update.of(new LinearCombination(share, 1 - share).of(sample, original), original);
    }

    private Tensor churned(Point point, double sigma, double raised) {
        double added = churn.noise() * Math.sqrt(raised * raised - sigma * sigma);
        return point.sample().add(point.noise().get(), Scalars.of(added));
    }
}
