package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.prediction.LinearCombination;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A trajectory over whole training timesteps, whose samples keep unit variance: the model sees them as they are. */
public abstract class TimestepTrajectory extends SolverTrajectory {
    private final NoiseSchedule schedule;
    private final PredictionType prediction;

    protected TimestepTrajectory(NoiseSchedule schedule, int[] timesteps, PredictionType prediction) {
        super(timesteps);
        this.schedule = schedule;
        this.prediction = prediction;
    }

    @Override
    public final double initialNoiseSigma() {
        return 1;
    }

    /** At any training timestep, whether {@code at} is a step of this trajectory or not. */
    @Override
    public final Tensor addNoise(Tensor clean, Tensor noise, Step at) {
        double alphaBar = alphaBar(at);
        return new LinearCombination(Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar)).of(clean, noise);
    }

    @Override
    public final Tensor modelInput(SamplerState state) {
        return state.sample();
    }

    @Override
    public final Optional<Parametrization> parametrization(SamplerState state) {
        return next(state)
                .map(this::alphaBar)
                .flatMap(power -> prediction.parametrization(Math.sqrt(power), Math.sqrt(1 - power)));
    }

    /** The power of the signal in the sample that the model sees at a step, which may be of another trajectory. */
    protected double alphaBar(Step step) {
        return schedule.alphaBar((int) step.timestep());
    }
}
