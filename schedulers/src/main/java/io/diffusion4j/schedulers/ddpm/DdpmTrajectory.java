package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The step of the paper's equations 6 and 7, over however many training timesteps it spans. */
final class DdpmTrajectory extends TimestepTrajectory {
    /** Keeps the logarithm of a vanishing variance finite. */
    private static final double LEAST_VARIANCE = 1e-20;

    private final PredictionType prediction;
    private final OriginalClamp clamp;
    private final PosteriorVariance variance;
    private final List<Transition> transitions;

    /** @param transitions one for each timestep */
    DdpmTrajectory(
            NoiseSchedule schedule,
            int[] timesteps,
            List<Transition> transitions,
            PredictionType prediction,
            OriginalClamp clamp,
            PosteriorVariance variance) {
        super(schedule, timesteps, prediction);
        this.prediction = prediction;
        this.clamp = clamp;
        this.variance = variance;
        this.transitions = transitions;
    }

    @Override
    protected Update update(Point point) {
        Transition step = transitions.get(point.index());
        float now = step.now();
        float next = step.next();
        Tensor original = clamp.apply(prediction
                .original(Math.sqrt(now), Math.sqrt(1 - now))
                .of(point.sample(), point.output().mean()));
        Tensor mean = new LinearCombination(
                        (float) Math.sqrt(next) * step.added() / (1 - now),
                        (float) Math.sqrt(step.kept()) * (1 - next) / (1 - now))
                .of(original, point.sample());
        if (steps().get(point.index()).timestep() == 0) {
            return Update.of(mean, original);
        }
        double posterior = Math.max((1 - next) / (1 - now) * step.added(), LEAST_VARIANCE);
        Tensor noise = variance.scaled(
                point.noise().get(), posterior, step.added(), point.output().variance());
        return Update.of(mean.add(noise), original);
    }
}
