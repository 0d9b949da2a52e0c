package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.schedulers.dpm.EmbeddedPair.Span;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.History;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps that are tried, and taken or tried again shorter. Every model evaluation is one advance. {@link #steps} and
 * {@link #sigmas} know the first evaluation and the two ends; {@link #next} tells the others.
 *
 * <p>History: the numbers of {@link AdaptiveProgress}; the lower-order sample of the last accepted step; and, within a
 * step, the sample where it begins and the noise that the model has predicted in it so far. All images of a batch take
 * the same steps, as short as the worst of them needs.
 */
final class AdaptiveTrajectory extends SigmaTrajectory {
    private final AdaptiveSettings settings;
    private final SigmaTable table;
    private final AdaptivePlan plan;
    private final EmbeddedPair pair;
    private final PidController controller;

    /** @param first noise level that the run begins at */
    AdaptiveTrajectory(AdaptiveSettings settings, SigmaTable table, double first) {
        super(
                new double[] {table.timestepOf(first)},
                List.of(first, settings.finalSigma().of(table)),
                TimestepSpacing.TRAILING,
                settings.prediction());
        this.settings = settings;
        this.table = table;
        this.plan = new AdaptivePlan(settings, -Math.log(table.min()));
        this.pair = EmbeddedPair.of(settings.order());
        this.controller = PidController.of(settings);
    }

    @Override
    public List<Step> steps() {
        return List.of(new Step(0, settings.budget(), table.timestepOf(sigmas().get(0))));
    }

    @Override
    public SamplerState start(Tensor latents, int index) {
        if (index != 0) {
            throw new ConfigurationException("dpm-adaptive has no step " + index
                    + " to begin at, for it chooses its steps while it runs; plan it with a strength instead");
        }
        return super.start(latents, index);
    }

    @Override
    public Optional<Step> next(SamplerState state) {
        AdaptiveProgress progress = progress(state.history());
        if (plan.isOver(progress)) {
            return Optional.empty();
        }
        int evaluations = noises(state.history()).size();
        int count = plan.count(progress, state.index(), evaluations);
        return Optional.of(new Step(state.index(), count, table.timestepOf(sigma(progress, evaluations))));
    }

    @Override
    protected double inputSigma(SamplerState state) {
        return sigma(progress(state.history()), noises(state.history()).size());
    }

    @Override
    protected double sigmaAt(Step step) {
        return table.sigmaOf(step.timestep());
    }

    @Override
    protected Update update(Point point) {
        AdaptiveProgress progress = progress(point.history());
        List<Tensor> before = noises(point.history());
        double sigma = sigma(progress, before.size());
        Tensor original = settings.clamp()
                .apply(original(sigma).of(point.sample(), point.output().mean()));
        if (plan.isAtEnd(progress)) {
            AdaptiveProgress over = moved(progress, Double.POSITIVE_INFINITY);
            return new Update(original, Optional.of(original), List.of(over.tensor()));
        }
        Tensor noise = new LinearCombination(1, -1, sigma).of(point.sample(), original);
        List<Tensor> noises = new ArrayList<>(before);
        noises.add(noise);
        // between steps, the state's sample is the accepted one
        Tensor begin = before.isEmpty() ? point.sample() : point.history().get(2);
        Tensor low = point.history().isEmpty() ? begin : point.history().get(1);
        Attempt attempt = new Attempt(point, progress, begin, low, noises);
        if (noises.size() == pair.nodes.length) {
            return judged(attempt, original);
        }
        // within a step, nothing about the run's progress changes
        Tensor numbers =
                point.history().isEmpty() ? progress.tensor() : point.history().get(0);
        return stage(attempt, numbers, original);
    }

    /** What there is to go by within a step. @param low the lower-order sample of the last accepted step */
    private record Attempt(Point point, AdaptiveProgress progress, Tensor begin, Tensor low, List<Tensor> noises) {}

    /** On to the next evaluation of the same step. @param numbers the attempt's progress as a tensor */
    private Update stage(Attempt attempt, Tensor numbers, Tensor original) {
        Tensor sample = pair.stage(span(attempt.progress()), attempt.begin(), attempt.noises());
        List<Tensor> step = History.of(attempt.low(), History.of(attempt.begin(), attempt.noises()));
        return new Update(sample, Optional.of(original), History.of(numbers, step));
    }

    /** Takes the step, or tries a shorter one that keeps the first evaluation. */
    private Update judged(Attempt attempt, Tensor original) {
        AdaptiveProgress p = attempt.progress();
        Span span = span(p);
        Tensor low = pair.low(span, attempt.begin(), attempt.noises());
        Tensor high = pair.high(span, attempt.begin(), attempt.noises());
        double inverse = PidController.inverse(error(low, high, attempt.low()));
        double last = p.last() == 0 ? inverse : p.last();
        double beforeLast = p.beforeLast() == 0 ? inverse : p.beforeLast();
        double factor = controller.factor(inverse, last, beforeLast);
        double h = p.h() * factor;
        int evaluations = attempt.point().index() + 1;
        if (p.overBudget() || controller.accepts(factor)) {
            AdaptiveProgress taken = new AdaptiveProgress(
                    p.target(), p.target(), h, inverse, last, p.accepted() + 1, p.rejected(), p.overBudget());
            Tensor sample = renoised(attempt.point(), high, span.to(), p.target());
            Tensor numbers = plan.next(taken, evaluations, 0).tensor();
            return new Update(sample, Optional.of(original), List.of(numbers, low));
        }
        AdaptiveProgress refused = new AdaptiveProgress(
                p.lambda(), p.target(), h, last, beforeLast, p.accepted(), p.rejected() + 1, false);
        Attempt shorter = new Attempt(
                attempt.point(),
                plan.next(refused, evaluations, 1),
                attempt.begin(),
                attempt.low(),
                attempt.noises().subList(0, 1));
        return stage(shorter, shorter.progress().tensor(), original);
    }

    /** The difference of both samples in units of the tolerated error: the root of the mean square, of the worst image. */
    private double error(Tensor low, Tensor high, Tensor previous) {
        Tensor size = low.abs().maximum(previous.abs());
        Tensor tolerated = size.mul(Scalars.of(settings.rtol())).clamp_min(Scalars.of(settings.atol()));
        Tensor square = low.sub(high).div(tolerated).square();
        double[] ofImages = HostData.doubles(square.flatten(1, -1).mean(1));
        return Math.sqrt(Arrays.stream(ofImages).max().orElseThrow());
    }

    private Tensor renoised(Point point, Tensor sample, double reached, double target) {
        double up = Math.sqrt(Math.max(0, Math.exp(-2 * target) - Math.exp(-2 * reached)));
        return settings.eta() > 0 ? sample.add(point.noise().get(), Scalars.of(up)) : sample;
    }

    /** What a step integrates: to its target, or beyond it, from where fresh noise leads back. */
    private Span span(AdaptiveProgress progress) {
        double from = Math.exp(-progress.lambda());
        double to = Math.exp(-progress.target());
        double up = settings.eta() * to * Math.sqrt(1 - to * to / (from * from));
        double down = Math.sqrt(to * to - Math.min(up, to) * Math.min(up, to));
        double reached = settings.eta() == 0 ? progress.target() : Math.min(plan.end(), -Math.log(down));
        return new Span(progress.lambda(), reached);
    }

    /** The noise level of the evaluation that follows on so many of the same step. */
    private double sigma(AdaptiveProgress progress, int evaluations) {
        return Math.exp(
                -(plan.isAtEnd(progress) ? progress.lambda() : span(progress).at(pair.nodes[evaluations])));
    }

    private AdaptiveProgress progress(List<Tensor> history) {
        return history.isEmpty() ? plan.begin(-Math.log(sigmas().get(0))) : AdaptiveProgress.of(history);
    }

    private static AdaptiveProgress moved(AdaptiveProgress p, double lambda) {
        return new AdaptiveProgress(
                lambda, lambda, p.h(), p.last(), p.beforeLast(), p.accepted(), p.rejected(), p.overBudget());
    }

    private static List<Tensor> noises(List<Tensor> history) {
        return History.tail(3, history);
    }
}
