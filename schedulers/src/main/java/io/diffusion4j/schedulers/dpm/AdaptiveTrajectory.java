package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.schedulers.dpm.EmbeddedPair.Span;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.SigmaTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

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
        int count = plan.count(progress, state.index(), noises(state.history()).size());
        return Optional.of(new Step(state.index(), count, table.timestepOf(inputSigma(state))));
    }

    @Override
    protected double inputSigma(SamplerState state) {
        return Math.exp(
                -lambda(progress(state.history()), noises(state.history()).size()));
    }

    @Override
    protected double sigmaAt(Step step) {
        return table.sigmaOf(step.timestep());
    }

    @Override
    protected Update update(Point point) {
        AdaptiveProgress progress = progress(point.history());
        List<Tensor> before = noises(point.history());
        double sigma = Math.exp(-lambda(progress, before.size()));
        Tensor original = settings.clamp()
                .apply(original(sigma).of(point.sample(), point.output().mean()));
        if (plan.isAtEnd(progress)) {
            AdaptiveProgress over = moved(progress, Double.POSITIVE_INFINITY);
            return new Update(original, Optional.of(original), List.of(over.tensor()));
        }
        Tensor noise = new LinearCombination(1, -1, sigma).of(point.sample(), original);
        List<Tensor> noises = Stream.concat(before.stream(), Stream.of(noise)).toList();
        // between steps, the state's sample is the accepted one
        Tensor begin = before.isEmpty() ? point.sample() : point.history().get(2);
        Tensor low = point.history().isEmpty() ? begin : point.history().get(1);
        Attempt attempt = new Attempt(point, progress, begin, low, noises);
        return noises.size() < pair.nodes.length ? stage(attempt, original) : judged(attempt, original);
    }

    /** What there is to go by within a step. @param low the lower-order sample of the last accepted step */
    private record Attempt(Point point, AdaptiveProgress progress, Tensor begin, Tensor low, List<Tensor> noises) {}

    /** On to the next evaluation of the same step. */
    private Update stage(Attempt attempt, Tensor original) {
        Tensor sample = pair.stage(span(attempt.progress()), attempt.begin(), attempt.noises());
        List<Tensor> step = Stream.concat(Stream.of(attempt.low(), attempt.begin()), attempt.noises().stream())
                .toList();
        return new Update(sample, Optional.of(original), history(attempt.progress(), step));
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
            return new Update(sample, Optional.of(original), history(plan.next(taken, evaluations, 0), List.of(low)));
        }
        AdaptiveProgress refused = new AdaptiveProgress(
                p.lambda(), p.target(), h, last, beforeLast, p.accepted(), p.rejected() + 1, false);
        Attempt shorter = new Attempt(
                attempt.point(),
                plan.next(refused, evaluations, 1),
                attempt.begin(),
                attempt.low(),
                attempt.noises().subList(0, 1));
        return stage(shorter, original);
    }

    /** The difference of both samples in units of the tolerated error: the root of the mean square, of the worst image. */
    private double error(Tensor low, Tensor high, Tensor previous) {
        Tensor size = torch.maximum(low.abs(), previous.abs());
        Tensor tolerated = size.mul(new Scalar(settings.rtol())).clamp_min(new Scalar(settings.atol()));
        Tensor square = low.sub(high).div(tolerated).square();
        double[] ofImages = HostData.doubles(square.flatten(1, -1).mean(1));
        return Math.sqrt(Arrays.stream(ofImages).max().orElseThrow());
    }

    private Tensor renoised(Point point, Tensor sample, double reached, double target) {
        double up = Math.sqrt(Math.max(0, Math.exp(-2 * target) - Math.exp(-2 * reached)));
        return settings.eta() > 0 ? sample.add(point.noise().get(), new Scalar(up)) : sample;
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

    /** −log σ of the evaluation that follows on so many of the same step. */
    private double lambda(AdaptiveProgress progress, int evaluations) {
        return plan.isAtEnd(progress) ? progress.lambda() : span(progress).at(pair.nodes[evaluations]);
    }

    private AdaptiveProgress progress(List<Tensor> history) {
        return history.isEmpty() ? plan.begin(-Math.log(sigmas().get(0))) : AdaptiveProgress.of(history);
    }

    private static AdaptiveProgress moved(AdaptiveProgress p, double lambda) {
        return new AdaptiveProgress(
                lambda, lambda, p.h(), p.last(), p.beforeLast(), p.accepted(), p.rejected(), p.overBudget());
    }

    private static List<Tensor> noises(List<Tensor> history) {
        return history.stream().skip(3).toList();
    }

    private static List<Tensor> history(AdaptiveProgress progress, List<Tensor> tensors) {
        return Stream.concat(Stream.of(progress.tensor()), tensors.stream()).toList();
    }
}
