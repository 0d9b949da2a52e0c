package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.pipeline.NonFinite;
import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.DType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * Looks for values that are not finite after each step, in its prediction and its sample at once. Which part they come from
 * is found out only then, by evaluating once more. Belongs to one batch on one thread.
 */
public final class NonFiniteSteps implements StepCheck {
    /**
     * The parts that a step is computed by.
     *
     * @param backbone what predicts
     * @param component its name in the checkpoint
     * @param precise the same backbone in float32
     * @param guided the guidance around a backbone
     * @param scheduler as messages call it, with the sampling methods
     */
    public record Parts(
            Backbone backbone,
            String component,
            Supplier<Backbone> precise,
            Function<Backbone, Denoiser> guided,
            String scheduler) {}

    private final NonFiniteValues values;
    private final Parts parts;
    private final Trajectory trajectory;
    private final NoiseSource noise;
    /** The steps, from 1, of each thing that was done. */
    private final Map<String, TreeSet<Integer>> mended = new LinkedHashMap<>();

    public NonFiniteSteps(NonFiniteValues values, Parts parts, Trajectory trajectory, NoiseSource noise) {
        this.values = values;
        this.parts = parts;
        this.trajectory = trajectory;
        this.noise = noise;
    }

    @Override
    public SamplerState check(Attempt attempt) {
        if (Finiteness.of(attempt.prediction(), attempt.after().sample())) {
            return attempt.after();
        }
        if (Finiteness.of(attempt.prediction())) {
            return finiteState(attempt, attempt.after());
        }
        Tensor prediction = finitePrediction(attempt);
        SamplerState again = trajectory.advance(attempt.before(), prediction, noise);
        return Finiteness.of(again.sample()) ? again : finiteState(attempt, again);
    }

    /** One sentence for each thing that was done in the batch. */
    public void report(RunWarnings warnings) {
        mended.forEach((what, steps) -> warnings.add(
                "in step " + steps.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ": " + what));
    }

    private Tensor finitePrediction(Attempt attempt) {
        Tensor input = trajectory.modelInput(attempt.before());
        String guilty = guilty(attempt, input, parts.backbone());
        if (values.policy() == NonFinite.REPLACE) {
            note(attempt, guilty + " gave values that are not finite, which were replaced");
            return Finiteness.made(attempt.prediction());
        }
        if (values.policy() == NonFinite.FAIL || values.dtype() == DType.FLOAT32) {
            throw failure(attempt, guilty, attempt.prediction(), advice(guilty));
        }
        Tensor precise = parts.guided().apply(parts.precise().get()).predict(input, attempt.step());
        if (!Finiteness.of(precise)) {
            String still = guilty(attempt, input, parts.precise().get());
            throw failure(attempt, still, precise, "that was in float32 already; look for damaged weights");
        }
        note(attempt, guilty + " gave values that are not finite; computed again in float32");
        return precise;
    }

    /** Evaluates once more and looks at what the backbone itself says. */
    private String guilty(Attempt attempt, Tensor input, Backbone backbone) {
        WatchedBackbone watched = new WatchedBackbone(backbone);
        parts.guided().apply(watched).predict(input, attempt.step());
        return watched.wasFinite() ? "the guidance" : "the backbone " + parts.component();
    }

    private String advice(String guilty) {
        if (guilty.equals("the guidance")) {
            return "lower request.guidance.scale";
        }
        return values.dtype() == DType.FLOAT32
                ? values.modelAdvice()
                : "set request.non-finite: retry-float32, or "
                        + values.modelAdvice().substring("set ".length());
    }

    private SamplerState finiteState(Attempt attempt, SamplerState after) {
        if (values.policy() != NonFinite.REPLACE) {
            throw failure(
                    attempt,
                    parts.scheduler(),
                    after.sample(),
                    "choose another scheduler or more steps, or leave out sampling methods");
        }
        note(attempt, parts.scheduler() + " gave values that are not finite, which were replaced");
        return new SamplerState(
                after.index(),
                after.draws(),
                Finiteness.made(after.sample()),
                after.predictedOriginal().map(Finiteness::made),
                after.history().stream()
                        .map(tensor -> tensor.is_floating_point() ? Finiteness.made(tensor) : tensor)
                        .toList());
    }

    private void note(Attempt attempt, String what) {
        mended.computeIfAbsent(what, key -> new TreeSet<>()).add(attempt.step().index() + 1);
    }

    private static NonFiniteException failure(Attempt attempt, String part, Tensor result, String advice) {
        return new NonFiniteException("step %d of %d: %s gave %s; %s"
                .formatted(
                        attempt.step().index() + 1,
                        attempt.step().count(),
                        part,
                        NonFiniteValues.count(result),
                        advice));
    }
}
