package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import org.bytedeco.pytorch.Tensor;

/** The step of the paper's equations 6 and 7, over however many training timesteps it spans. */
final class DdpmTrajectory extends TimestepTrajectory {
    /** Keeps the logarithm of a vanishing variance finite. */
    private static final double LEAST_VARIANCE = 1e-20;

    private final DdpmSettings settings;
    private final NoiseSchedule schedule;
    private final int[] timesteps;

    DdpmTrajectory(DdpmSettings settings, NoiseSchedule schedule, int[] timesteps) {
        super(schedule, timesteps, settings.prediction());
        this.settings = settings;
        this.schedule = schedule;
        this.timesteps = timesteps;
    }

    @Override
    protected Update update(Point point) {
        // in float32 like the table: for neighbouring timesteps the rest is a difference of few digits
        float now = (float) schedule.alphaBar(timesteps[point.index()]);
        float next = (float) alphaBarAfter(point.index());
        float kept = now / next;
        float added = 1 - kept;
        Tensor original = settings.clamp()
                .apply(settings.prediction()
                        .original(Math.sqrt(now), Math.sqrt(1 - now))
                        .of(point.sample(), point.output().mean()));
        Tensor mean = new LinearCombination(
                        (float) Math.sqrt(next) * added / (1 - now), (float) Math.sqrt(kept) * (1 - next) / (1 - now))
                .of(original, point.sample());
        if (timesteps[point.index()] == 0) {
            return Update.of(mean, original);
        }
        double posterior = Math.max((1 - next) / (1 - now) * added, LEAST_VARIANCE);
        Tensor noise = settings.variance()
                .scaled(point.noise().get(), posterior, added, point.output().variance());
        return Update.of(mean.add(noise), original);
    }

    private double alphaBarAfter(int index) {
        return index + 1 < timesteps.length ? schedule.alphaBar(timesteps[index + 1]) : 1;
    }
}
