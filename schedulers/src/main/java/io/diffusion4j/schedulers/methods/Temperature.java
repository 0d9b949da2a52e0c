package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.Parametrization;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.prediction.Scalars;
import org.bytedeco.pytorch.Tensor;

/**
 * @param predicted factor of the predicted noise; dividing by a temperature T, as some write it, is {@code 1 / T} here
 * @param initial factor of the initial noise
 */
record Temperature(double predicted, double initial) implements SamplingMethod {
    @Override
    public Scheduler decorate(Scheduler scheduler, String type) {
        return new DecoratedScheduler(scheduler, false, trajectory -> new Start(predicted(trajectory, type), initial));
    }

    private Trajectory predicted(Trajectory trajectory, String type) {
        return predicted == 1
                ? trajectory
                : ChangedPredictions.of(trajectory, this::withScaledNoise, "temperature", type);
    }

    /** The clean sample that is left of the same sample when its noise is scaled. */
    private Tensor withScaledNoise(Tensor original, Tensor sample, Parametrization at) {
        // without signal all of the sample is noise, whatever is predicted
        return at.alpha() == 0
                ? original
                : at.originalOfNoise(sample, at.noise(sample, original).mul(Scalars.of(predicted)));
    }

    private static final class Start extends DecoratedTrajectory {
        private final double factor;

        Start(Trajectory inner, double factor) {
            super(inner);
            this.factor = factor;
        }

        @Override
        Trajectory around(Trajectory other) {
            return new Start(other, factor);
        }

        @Override
        public double initialNoiseSigma() {
            return super.initialNoiseSigma() * factor;
        }
    }
}
