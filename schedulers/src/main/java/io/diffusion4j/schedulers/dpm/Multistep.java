package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.bytedeco.pytorch.Tensor;

/**
 * The steps of multistep DPM-Solver and DPM-Solver++ along one run, whatever the amplitudes of its samples. History: the
 * expanded model part at earlier steps, the latest first. Immutable.
 */
public final class Multistep {
    /** Runs shorter than this lower their order at the end, if at all. */
    private static final int FEW_STEPS = 15;

    private final MultistepSettings settings;
    private final int steps;
    private final IntFunction<Interval> intervals;

    /**
     * @param steps number of steps of the run
     * @param intervals the way of each step
     */
    public Multistep(MultistepSettings settings, int steps, IntFunction<Interval> intervals) {
        this.settings = settings;
        this.steps = steps;
        this.intervals = intervals;
    }

    /**
     * @param original the clean sample that the model predicts
     * @param part what of the prediction the algorithm expands: the same, or the noise
     */
    public Update update(Point point, Tensor original, Tensor part) {
        List<Tensor> parts = History.of(part, point.history());
        return new Update(sample(point, parts), Optional.of(original), History.head(settings.order() - 1, parts));
    }

    private Tensor sample(Point point, List<Tensor> parts) {
        int i = point.index();
        Interval step = intervals.apply(i);
        int order = step.h() == 0 ? 1 : Math.min(orderAt(i), parts.size());
        Expansion weights = step.h() == 0
                ? new Expansion(1, 0, 0, 0, 0)
                : settings.algorithm().expand(step, order == 3 || settings.solver() == SolverType.HEUN);
        double[] ofParts = partWeights(i, order, weights);
        Tensor sample = new LinearCombination(weights.sample(), ofParts[0]).of(point.sample(), parts.get(0));
        for (int k = 1; k < order; k++) {
            sample = sample.add(parts.get(k), Scalars.of(ofParts[k]));
        }
        return settings.algorithm().isStochastic()
                ? sample.add(point.noise().get(), Scalars.of(weights.noise()))
                : sample;
    }

    /** The Taylor terms' weights as weights of the parts at this step and before, by divided differences in λ. */
    private double[] partWeights(int i, int order, Expansion weights) {
        if (order == 1) {
            return new double[] {weights.value()};
        }
        double h = intervals.apply(i).h();
        double r0 = intervals.apply(i - 1).h() / h;
        if (order == 2) {
            double slope = weights.slope() / r0;
            return new double[] {weights.value() + slope, -slope};
        }
        double r1 = intervals.apply(i - 2).h() / h;
        // slope = d0 + r0 (d0 - d1) / (r0 + r1), curvature = (d0 - d1) / (r0 + r1), with the two latest differences d
        double second = (weights.slope() * r0 + weights.curvature()) / (r0 + r1);
        double latest = (weights.slope() + second) / r0;
        double earlier = -second / r1;
        return new double[] {weights.value() + latest, earlier - latest, -earlier};
    }

    private int orderAt(int i) {
        int left = steps - i;
        boolean lower = settings.lowerOrderFinal() && steps < FEW_STEPS;
        if (left == 1 && (lower || settings.eulerAtFinal() || intervals.apply(i).sigmaTo() == 0)) {
            return 1;
        }
        return left == 2 && lower ? Math.min(2, settings.order()) : settings.order();
    }
}
