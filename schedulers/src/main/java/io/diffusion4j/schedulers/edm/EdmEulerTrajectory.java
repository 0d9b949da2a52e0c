package io.diffusion4j.schedulers.edm;

import io.diffusion4j.schedulers.euler.Churn;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

final class EdmEulerTrajectory extends EdmTrajectory {
    private final Churn churn;

    EdmEulerTrajectory(EdmEulerSettings settings, List<Double> sigmas, double[] timesteps) {
        super(settings, sigmas, timesteps);
        this.churn = settings.churn();
    }

    @Override
    protected Update update(Point point) {
        double sigma = sigmas().get(point.index());
        double gamma = churn.gamma(sigma, sigmas().size() - 1);
        double raised = sigma * (1 + gamma);
        Tensor sample = gamma > 0 ? churned(point, sigma, raised) : point.sample();
        Tensor original = original(raised).of(sample, point.output().mean());
        Tensor slope = sample.sub(original).div(Scalars.of(raised));
        double width = sigmas().get(point.index() + 1) - raised;
        return Update.of(sample.add(slope.mul(Scalars.of(width))), original);
    }

    private Tensor churned(Point point, double sigma, double raised) {
        double added = churn.noise() * Math.sqrt(raised * raised - sigma * sigma);
        return point.sample().add(point.noise().get(), Scalars.of(added));
    }
}
