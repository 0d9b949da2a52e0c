package io.diffusion4j.training.diffusion;

import io.diffusion4j.schedulers.noise.NoiseSchedule;

/** A process of many small steps, each of which adds variance and takes signal; Ho et al. 2020. */
public record ScheduledProcess(NoiseSchedule schedule) implements ForwardProcess {
    @Override
    public NoisePoint at(double time) {
        int timestep = (int) (time * schedule.trainTimesteps());
        double signal = schedule.alphaBar(timestep);
        return new NoisePoint(timestep, Math.sqrt(signal), Math.sqrt(1 - signal));
    }

    @Override
    public boolean endsWithoutSignal() {
        return schedule.alphaBar(schedule.trainTimesteps() - 1) == 0;
    }
}
