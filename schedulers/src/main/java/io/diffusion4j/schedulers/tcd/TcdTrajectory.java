package io.diffusion4j.schedulers.tcd;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import org.bytedeco.pytorch.Tensor;

/** Each step denoises to s = (1 − γ) · next timestep, and adds noise up to the next timestep; algorithm 4. */
final class TcdTrajectory extends TimestepTrajectory {
    private final TcdSettings settings;
    private final NoiseSchedule schedule;
    private final int[] timesteps;

    TcdTrajectory(TcdSettings settings, NoiseSchedule schedule, int[] timesteps) {
        super(schedule, timesteps, settings.prediction());
        this.settings = settings;
        this.schedule = schedule;
        this.timesteps = timesteps;
    }

    @Override
    protected Update update(Point point) {
        boolean last = point.index() == timesteps.length - 1;
        int next = last ? 0 : timesteps[point.index() + 1];
        double now = schedule.alphaBar(timesteps[point.index()]);
        double below = schedule.alphaBar(below(next));
        PredictionType prediction = settings.prediction();
        Tensor output = point.output().mean();
        double alpha = Math.sqrt(now);
        double sigma = Math.sqrt(1 - now);
        Tensor original = prediction.original(alpha, sigma).of(point.sample(), output);
        Tensor noise = prediction.noise(alpha, sigma).of(point.sample(), output);
        Tensor denoised = new LinearCombination(Math.sqrt(below), Math.sqrt(1 - below)).of(original, noise);
        if (last || settings.gamma() == 0) {
            return Update.of(denoised, original);
        }
        double kept = schedule.alphaBar(next) / below;
        Tensor fresh = point.noise().get();
        return Update.of(new LinearCombination(Math.sqrt(kept), Math.sqrt(1 - kept)).of(denoised, fresh), original);
    }

    /** In float32, where the reference computes it too: 0.7 · 10 is 7 there, and rounds down to it. */
    private int below(int next) {
        return (int) Math.floor((float) (1 - settings.gamma()) * next);
    }
}
