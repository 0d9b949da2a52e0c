package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.solver.LambdaTrajectory;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** History: the expanded model part at earlier steps, the latest first. */
final class DpmSolverTrajectory extends LambdaTrajectory {
    /** Runs shorter than this lower their order at the end, if at all. */
    private static final int FEW_STEPS = 15;

    private final DpmSolverSettings settings;

    DpmSolverTrajectory(DpmSolverSettings settings, List<Double> levels, double[] timesteps) {
        super(timesteps, levels, settings.sigmas(), settings.prediction(), settings.clamp());
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        Tensor original = original(point);
        Tensor part = settings.algorithm().expandsOriginal() ? original : noise(point, original);
        List<Tensor> parts =
                Stream.concat(Stream.of(part), point.history().stream()).toList();
        Tensor sample = sample(point, parts);
        return new Update(
                sample,
                Optional.of(original),
                parts.stream().limit(settings.order() - 1).toList());
    }

    private Tensor sample(Point point, List<Tensor> parts) {
        int i = point.index();
        Interval step = interval(i);
        int order = step.h() == 0 ? 1 : Math.min(orderAt(i), parts.size());
        Expansion weights = step.h() == 0
                ? new Expansion(1, 0, 0, 0, 0)
                : settings.algorithm().expand(step, order == 3 || settings.solver() == SolverType.HEUN);
        double[] ofParts = partWeights(i, order, weights);
        Tensor sample = new LinearCombination(weights.sample(), ofParts[0]).of(point.sample(), parts.get(0));
        for (int k = 1; k < order; k++) {
            sample = sample.add(parts.get(k), new Scalar(ofParts[k]));
        }
        return settings.algorithm().isStochastic()
                ? sample.add(point.noise().get(), new Scalar(weights.noise()))
                : sample;
    }

    /** The Taylor terms' weights as weights of the parts at this step and before, by divided differences in λ. */
    private double[] partWeights(int i, int order, Expansion weights) {
        if (order == 1) {
            return new double[] {weights.value()};
        }
        double h = interval(i).h();
        double r0 = interval(i - 1).h() / h;
        if (order == 2) {
            double slope = weights.slope() / r0;
            return new double[] {weights.value() + slope, -slope};
        }
        double r1 = interval(i - 2).h() / h;
        // slope = d0 + r0 (d0 - d1) / (r0 + r1), curvature = (d0 - d1) / (r0 + r1), with the two latest differences d
        double second = (weights.slope() * r0 + weights.curvature()) / (r0 + r1);
        double latest = (weights.slope() + second) / r0;
        double earlier = -second / r1;
        return new double[] {weights.value() + latest, earlier - latest, -earlier};
    }

    private int orderAt(int i) {
        int left = steps().size() - i;
        boolean lower = settings.lowerOrderFinal() && steps().size() < FEW_STEPS;
        if (left == 1 && (lower || settings.eulerAtFinal() || sigma(i + 1) == 0)) {
            return 1;
        }
        return left == 2 && lower ? Math.min(2, settings.order()) : settings.order();
    }

    private Interval interval(int i) {
        return new Interval(alpha(i), sigma(i), alpha(i + 1), sigma(i + 1));
    }
}
