package io.diffusion4j.schedulers.unipc;

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

/** History: the sample that the last step began at, then the expanded model part at earlier steps, the latest first. */
final class UniPcTrajectory extends LambdaTrajectory {
    private final UniPcSettings settings;

    UniPcTrajectory(UniPcSettings settings, Levels levels) {
        super(settings, levels);
        this.settings = settings;
    }

    @Override
    protected Update update(Point point) {
        Tensor original = original(point);
        Tensor part = settings.part() == ModelPart.ORIGINAL ? original : noise(point, original);
        List<Tensor> earlier = History.tail(1, point.history());
        Tensor sample = earlier.isEmpty() || settings.uncorrected().contains(point.index() - 1)
                ? point.sample()
                : corrected(point, earlier, part);
        List<Tensor> parts = History.head(settings.order(), History.of(part, earlier));
        return new Update(predicted(point.index(), sample, parts), Optional.of(original), History.of(sample, parts));
    }

    private Tensor predicted(int i, Tensor sample, List<Tensor> parts) {
        if (h(i) == 0) {
            return sample;
        }
        int order = order(i, parts.size());
        UniWeights weights = new UniWeights(h(i), settings.scale());
        return moved(i, sample, parts, weights.ofPredictor(nodes(i, order)), Optional.empty());
    }

    /** The last step again from where it began, now that the model was asked at its end. */
    private Tensor corrected(Point point, List<Tensor> earlier, Tensor end) {
        int last = point.index() - 1;
        int order = order(last, earlier.size());
        UniWeights weights = new UniWeights(h(last), settings.scale());
        double[] rhos = weights.ofCorrector(nodes(last, order));
        return moved(last, point.history().get(0), earlier, rhos, Optional.of(end));
    }

    /**
     * Step {@code i}.
     *
     * @param parts the model part at this step and before, the latest first
     * @param weights of the differences to the earlier parts, and to {@code end} last
     */
    private Tensor moved(int i, Tensor sample, List<Tensor> parts, double[] weights, Optional<Tensor> end) {
        boolean ofOriginal = settings.part() == ModelPart.ORIGINAL;
        double keep = ofOriginal ? sigma(i + 1) / sigma(i) : alpha(i + 1) / alpha(i);
        double amplitude = ofOriginal ? alpha(i + 1) : sigma(i + 1);
        double growth = Math.expm1(h(i));
        Tensor now = parts.get(0);
        Tensor result = sample.mul(Scalars.of(keep)).sub(now.mul(Scalars.of(amplitude * growth)));
        for (int k = 0; k < weights.length; k++) {
            Tensor there = k + 1 == weights.length && end.isPresent() ? end.get() : parts.get(k + 1);
            result = result.sub(there.sub(now).mul(Scalars.of(amplitude * weights[k])));
        }
        return result;
    }

    private int order(int i, int parts) {
        int allowed = settings.lowerOrderFinal() ? Math.min(settings.order(), steps().size() - i) : settings.order();
        return Math.min(allowed, parts);
    }

    /** Where the earlier evaluations lie, from step {@code i} in units of its length. */
    private double[] nodes(int i, int order) {
        double length = lambda(i + 1) - lambda(i);
        double[] nodes = new double[order - 1];
        for (int k = 1; k < order; k++) {
            nodes[k - 1] = (lambda(i - k) - lambda(i)) / length;
        }
        return nodes;
    }

    /** The step's length in λ, negative where the clean sample is expanded. */
    private double h(int i) {
        double length = lambda(i + 1) - lambda(i);
        return settings.part() == ModelPart.ORIGINAL ? -length : length;
    }
}
