package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import org.bytedeco.pytorch.Tensor;

/** The model is told the timestep that a step ends at, though the sample is one stride before. */
final class DdimInverseTrajectory extends TimestepTrajectory {
    private final DdimInverseSettings settings;
    private final NoiseSchedule schedule;
    private final int[] timesteps;
    private final int stride;

    DdimInverseTrajectory(DdimInverseSettings settings, NoiseSchedule schedule, int[] timesteps, int stride) {
        super(schedule, timesteps, settings.prediction());
        this.settings = settings;
        this.schedule = schedule;
        this.timesteps = timesteps;
        this.stride = stride;
    }

    @Override
    protected double alphaBar(Step step) {
        int start = (int) step.timestep() - stride;
        return start >= 0 ? schedule.alphaBar(start) : settings.firstAlpha().alphaBar(schedule);
    }

    @Override
    protected Update update(Point point) {
        double now = alphaBar(steps().get(point.index()));
        double next = schedule.alphaBar(timesteps[point.index()]);
        double alpha = Math.sqrt(now);
        double sigma = Math.sqrt(1 - now);
        Tensor output = point.output().mean();
        Tensor original = settings.clamp()
                .apply(settings.prediction().original(alpha, sigma).of(point.sample(), output));
        Tensor noise = settings.prediction().noise(alpha, sigma).of(point.sample(), output);
        return Update.of(new LinearCombination(Math.sqrt(next), Math.sqrt(1 - next)).of(original, noise), original);
    }
}
