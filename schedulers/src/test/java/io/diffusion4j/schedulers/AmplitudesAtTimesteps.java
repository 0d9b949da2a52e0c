package io.diffusion4j.schedulers;

import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;

/** Those of samples at whole timesteps of Stable Diffusion's noise. */
record AmplitudesAtTimesteps(Trajectory trajectory, NoiseSchedule schedule) implements GaussianWorld.Amplitudes {
    static AmplitudesAtTimesteps of(Trajectory trajectory) {
        return new AmplitudesAtTimesteps(trajectory, NoiseSchedule.of(NoiseScheduleSettings.defaults()));
    }

    @Override
    public double alpha(int index) {
        return Math.sqrt(alphaBar(index));
    }

    @Override
    public double sigma(int index) {
        return Math.sqrt(1 - alphaBar(index));
    }

    private double alphaBar(int index) {
        return schedule.alphaBar((int) trajectory.steps().get(index).timestep());
    }
}
