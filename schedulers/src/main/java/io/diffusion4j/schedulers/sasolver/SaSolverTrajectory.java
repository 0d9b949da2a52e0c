package io.diffusion4j.schedulers.sasolver;

import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.LambdaTrajectory;
import io.diffusion4j.schedulers.solver.ModelPart;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.Levels;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Each step is predicted from the model at its start and before, and taken again, with the same noise, once the model was
 * asked at its end. History: what the last step keeps of its sample and its noise, then the expanded model part at
 * earlier steps, the latest first.
 */
final class SaSolverTrajectory extends LambdaTrajectory {
    private final SaSolverSettings settings;

    SaSolverTrajectory(SaSolverSettings settings, Levels levels) {
        super(settings, levels);
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        int i = point.index();
        Tensor original = original(point);
        Tensor part = settings.part() == ModelPart.ORIGINAL ? original : noise(point, original);
        List<Tensor> parts = History.of(part, History.tail(1, point.history()));
        Tensor sample = parts.size() == 1
                ? point.sample()
                : moved(
                        i - 1,
                        1,
                        Math.min(parts.size(), correctorOrder(i - 1)),
                        point.history().get(0),
                        parts);
        Tensor kept = kept(i, sample, point);
        return new Update(
                moved(i, 0, Math.min(parts.size(), predictorOrder(i)), kept, parts),
                Optional.of(original),
                History.of(kept, History.head(memory(), parts)));
    }

    /** All of step {@code i} but what the model says. */
    private Tensor kept(int i, Tensor sample, Point point) {
        double tau = tau(i);
        double power = tau * tau;
        boolean ofOriginal = settings.part() == ModelPart.ORIGINAL;
        double keep = ofOriginal ? sigma(i + 1) / sigma(i) * Math.exp(-power * h(i)) : alpha(i + 1) / alpha(i);
        Tensor kept = sample.mul(Scalars.of(keep));
        if (settings.tau().value() == 0) {
            return kept;
        }
        double fresh = ofOriginal ? Math.sqrt(-Math.expm1(-2 * power * h(i))) : tau * Math.sqrt(Math.expm1(2 * h(i)));
        return kept.add(point.noise().get(), Scalars.of(sigma(i + 1) * fresh));
    }

    /**
     * Step {@code i}.
     *
     * @param ahead how many steps after its start the first of the parts is: 1 to correct it, 0 to predict it
     * @param parts of the model's predictions, the latest first
     */
    private Tensor moved(int i, int ahead, int order, Tensor kept, List<Tensor> parts) {
        double tau = tau(i);
        double[] nodes = new double[order];
        for (int k = 0; k < order; k++) {
            nodes[k] = lambda(i + ahead - k) - lambda(i);
        }
        double[] weights = AdamsWeights.of(settings.part(), h(i), tau).at(nodes);
        double amplitude = settings.part() == ModelPart.ORIGINAL ? alpha(i + 1) : -sigma(i + 1);
        Tensor sample = kept;
        for (int k = 0; k < order; k++) {
            sample = sample.add(parts.get(k), Scalars.of((1 + tau * tau) * amplitude * weights[k]));
        }
        return sample;
    }

    private int predictorOrder(int i) {
        int left = steps().size() - i;
        return settings.lowerOrderFinal() ? Math.min(settings.predictorOrder(), left) : settings.predictorOrder();
    }

    /** Of the correction of step {@code i}. */
    private int correctorOrder(int i) {
        int left = steps().size() - i;
        return settings.lowerOrderFinal() ? Math.min(settings.correctorOrder(), left + 1) : settings.correctorOrder();
    }

    /** How many earlier parts a step may need. */
    private int memory() {
        return Math.max(settings.predictorOrder(), settings.correctorOrder()) - 1;
    }

    private double tau(int i) {
        return settings.tau().at(steps().get(i).timestep());
    }

    /** The step's length in λ. */
    private double h(int i) {
        return lambda(i + 1) - lambda(i);
    }
}
