package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.LambdaTrajectory;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.Levels;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Groups of steps of rising order that all begin at the same sample. History: that sample, then the expanded model part
 * at earlier steps, the latest first.
 */
final class SinglestepTrajectory extends LambdaTrajectory {
    private final SinglestepSettings settings;

    SinglestepTrajectory(SinglestepSettings settings, Levels levels) {
        super(settings, levels);
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        Tensor original = original(point);
        Tensor part = settings.algorithm().expandsOriginal() ? original : noise(point, original);
        List<Tensor> parts = History.head(settings.order(), History.of(part, History.tail(1, point.history())));
        // a run that begins within a group has less to go by
        int order = Math.min(orderAt(point.index()), parts.size());
        Tensor start = order == 1 ? point.sample() : point.history().get(0);
        return new Update(
                sample(point, start, parts.subList(0, order)), Optional.of(original), History.of(start, parts));
    }

    private Tensor sample(Point point, Tensor start, List<Tensor> parts) {
        int first = point.index() + 1 - parts.size();
        int end = point.index() + 1;
        Interval group = new Interval(alpha(first), sigma(first), alpha(end), sigma(end));
        boolean exactSlope = parts.size() == 3 || settings.solver() == SolverType.HEUN;
        Expansion weights = group.h() == 0
                ? new Expansion(1, 0, 0, 0, 0)
                : settings.algorithm().expand(group, exactSlope);
        double[] differences = differenceWeights(first, parts.size(), group.h(), weights);
        Tensor base = parts.get(parts.size() - 1);
        Tensor sample = new LinearCombination(weights.sample(), weights.value()).of(start, base);
        for (int k = 0; k < differences.length; k++) {
            sample = sample.add(parts.get(k).sub(base), Scalars.of(differences[k]));
        }
        return settings.algorithm().isStochastic()
                ? sample.add(point.noise().get(), Scalars.of(weights.noise()))
                : sample;
    }

    /** The Taylor terms' weights as weights of the later parts' differences to the group's first, the latest first. */
    private double[] differenceWeights(int first, int order, double h, Expansion weights) {
        if (order == 1) {
            return new double[0];
        }
        double latest = (lambda(first + order - 1) - lambda(first)) / h;
        if (order == 2 || settings.solver() == SolverType.MIDPOINT) {
            return new double[] {weights.slope() / latest};
        }
        double middle = (lambda(first + 1) - lambda(first)) / h;
        double apart = latest - middle;
        double ofLatest = (2 * weights.curvature() - weights.slope() * middle) / apart;
        double ofMiddle = (weights.slope() * latest - 2 * weights.curvature()) / apart;
        return new double[] {ofLatest / latest, ofMiddle / middle};
    }

    /** 1, 2, ... up to the order and again; the last groups are cut short so that the run ends in first order. */
    private int orderAt(int i) {
        int steps = steps().size();
        int order = settings.order();
        boolean last = i == steps - 1;
        boolean lower = settings.lowerOrderFinal() || steps % order != 0;
        boolean endsInFirst = settings.finalSigma() == FinalSigma.ZERO || steps % order != 2;
        return last && lower && endsInFirst ? 1 : i % order + 1;
    }
}
