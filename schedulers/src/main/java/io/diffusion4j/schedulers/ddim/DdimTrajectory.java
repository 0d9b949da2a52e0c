package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.schedulers.ddim.DdimSettings.NoiseEstimate;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.prediction.Scalars;
import io.diffusion4j.schedulers.solver.NoiseShares;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import org.bytedeco.pytorch.Tensor;

/** The notation is the paper's: ᾱ before and after the step. */
final class DdimTrajectory extends TimestepTrajectory {
    private final DdimSettings settings;
    private final NoiseSchedule schedule;
    private final int[] timesteps;
    private final int stride;

    DdimTrajectory(DdimSettings settings, NoiseSchedule schedule, int[] timesteps, int stride) {
        super(schedule, timesteps, settings.prediction());
        this.settings = settings;
        this.schedule = schedule;
        this.timesteps = timesteps;
        this.stride = stride;
    }

    @Override
    protected Update update(Point point) {
        int timestep = timesteps[point.index()];
        double now = schedule.alphaBar(timestep);
        double next = alphaBarAfter(timestep);
        double alpha = Math.sqrt(now);
        double sigma = Math.sqrt(1 - now);
        Tensor output = point.output().mean();
        Tensor original = settings.clamp()
                .apply(settings.prediction().original(alpha, sigma).of(point.sample(), output));
        Tensor direction = settings.noiseEstimate() == NoiseEstimate.FROM_CLAMPED
                ? PredictionType.SAMPLE.noise(alpha, sigma).of(point.sample(), original)
                : settings.prediction().noise(alpha, sigma).of(point.sample(), output);
        NoiseShares shares = NoiseShares.ofDdim(settings.eta(), now, next);
        Tensor mean = new LinearCombination(Math.sqrt(next), shares.kept()).of(original, direction);
        Tensor sample = settings.eta() > 0 ? mean.add(point.noise().get(), Scalars.of(shares.fresh())) : mean;
        return Update.of(sample, original);
    }

    private double alphaBarAfter(int timestep) {
        int next = timestep - stride;
        return next >= 0 ? schedule.alphaBar(next) : settings.finalAlpha().alphaBar(schedule);
    }
}
