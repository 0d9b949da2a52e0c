package io.diffusion4j.schedulers.lcm;

import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.solver.Point;
import io.diffusion4j.schedulers.solver.TimestepTrajectory;
import io.diffusion4j.schedulers.solver.Update;
import org.bytedeco.pytorch.Tensor;

final class LcmTrajectory extends TimestepTrajectory {
    /** Deviation of the data in the boundary condition. */
    private static final double DATA = 0.5;

    private final LcmSettings settings;
    private final NoiseSchedule schedule;
    private final int[] timesteps;

    LcmTrajectory(LcmSettings settings, NoiseSchedule schedule, int[] timesteps) {
        super(schedule, timesteps, settings.prediction());
        this.settings = settings;
        this.schedule = schedule;
        this.timesteps = timesteps;
    }

    @Override
    protected Update update(Point point) {
        Tensor clean = consistent(point);
        if (point.index() == timesteps.length - 1) {
            return Update.of(clean, clean);
        }
        double next = schedule.alphaBar(timesteps[point.index() + 1]);
        Tensor noise = point.noise().get();
        return Update.of(new LinearCombination(Math.sqrt(next), Math.sqrt(1 - next)).of(clean, noise), clean);
    }

    /** The consistency function: at timestep 0 the sample itself, later the model's estimate. */
    private Tensor consistent(Point point) {
        int timestep = timesteps[point.index()];
        double now = schedule.alphaBar(timestep);
        Tensor original = settings.clamp()
                .apply(settings.prediction()
                        .original(Math.sqrt(now), Math.sqrt(1 - now))
                        .of(point.sample(), point.output().mean()));
        double scaled = timestep * settings.timestepScaling();
        double power = scaled * scaled + DATA * DATA;
        return new LinearCombination(scaled / Math.sqrt(power), DATA * DATA / power).of(original, point.sample());
    }
}
