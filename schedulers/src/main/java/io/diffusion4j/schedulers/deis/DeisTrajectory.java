package io.diffusion4j.schedulers.deis;

import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.LambdaTrajectory;
import io.diffusion4j.schedulers.solver.LinearSystem;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.Levels;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** History: the predicted noise at earlier steps, the latest first. */
final class DeisTrajectory extends LambdaTrajectory {
    /** Runs shorter than this lower their order at the end, if at all. */
    private static final int FEW_STEPS = 15;

    private final DeisSettings settings;

    DeisTrajectory(DeisSettings settings, Levels levels) {
        super(settings, levels);
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        int i = point.index();
        Tensor original = original(point);
        List<Tensor> noises = History.of(noise(point, original), point.history());
        double[] weights = weights(i, Math.min(orderAt(i), noises.size()));
        Tensor sample = point.sample().mul(Scalars.of(alpha(i + 1) / alpha(i)));
        for (int k = 0; k < weights.length; k++) {
            sample = sample.add(noises.get(k), Scalars.of(alpha(i + 1) * weights[k]));
        }
        return new Update(sample, Optional.of(original), History.head(settings.order() - 1, noises));
    }

    /** Integrals over ρ = sigma / alpha of the polynomials in log ρ that are 1 at one evaluation and 0 at the others. */
    private double[] weights(int i, int order) {
        double rho = sigma(i) / alpha(i);
        double length = lambda(i) - lambda(i + 1);
        double end = Math.exp(length);
        double[] moments = {Math.expm1(length), end * (length - 1) + 1, end * (length * (length - 2) + 2) - 2};
        double[][] rows = new double[order][order + 1];
        for (int n = 0; n < order; n++) {
            for (int k = 0; k < order; k++) {
                rows[n][k] = Math.pow(lambda(i) - lambda(i - k), n);
            }
            rows[n][order] = rho * moments[n];
        }
        return LinearSystem.solve(rows);
    }

    private int orderAt(int i) {
        int left = steps().size() - i;
        boolean lower = settings.lowerOrderFinal() && steps().size() < FEW_STEPS;
        return lower ? Math.min(left, settings.order()) : settings.order();
    }
}
