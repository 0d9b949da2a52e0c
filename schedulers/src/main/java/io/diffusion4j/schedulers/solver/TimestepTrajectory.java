package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import org.bytedeco.pytorch.Tensor;

/** A trajectory over whole training timesteps, whose samples keep unit variance: the model sees them as they are. */
public abstract class TimestepTrajectory extends SolverTrajectory {
    private final NoiseSchedule schedule;

    protected TimestepTrajectory(NoiseSchedule schedule, int[] timesteps) {
        super(timesteps);
        this.schedule = schedule;
    }

    @Override
    public final double initialNoiseSigma() {
        return 1;
    }

    /** At any training timestep, whether {@code at} is a step of this trajectory or not. */
    @Override
    public final Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        double alphaBar = schedule.alphaBar((int) at.timestep());
        return new LinearCombination(Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar)).of(clean, noise);
    }

    @Override
    public final Tensor modelInput(SamplerState state) {
        return state.sample();
    }
}
