package io.diffusion4j.schedulers;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Data that is normal with mean 0: the perfect model and the exact solution of the probability flow are known. Samples
 * are {@code alpha · clean + sigma · noise}.
 *
 * @param deviation of the data
 */
record GaussianWorld(double deviation) {
    static final NoiseSource SILENT = (draw, like) -> like.mul(new Scalar(0));

    /** Signal and noise amplitude of the samples before each step. */
    interface Amplitudes {
        double alpha(int index);

        double sigma(int index);
    }

    /**
     * How far a run over the first {@code steps} steps ends from the exact solution.
     *
     * @param warmUp number of steps that are given the exact sample, so that errors of a method's start do not count
     */
    double error(Trajectory trajectory, Amplitudes at, int warmUp, int steps) {
        try (Scope scope = Scope.open()) {
            SamplerState state = trajectory.start(exact(at, 0));
            for (int i = 0; i < steps; i++) {
                if (i <= warmUp) {
                    state = new SamplerState(i, 0, exact(at, i), Optional.empty(), state.history());
                }
                state = trajectory.advance(state, state.sample().mul(new Scalar(noisePerSample(at, i))), SILENT);
            }
            return Math.abs(HostData.doubles(state.sample())[0] - HostData.doubles(exact(at, steps))[0]);
        }
    }

    private Tensor exact(Amplitudes at, int i) {
        return HostData.tensor(new double[] {spread(at.alpha(i), at.sigma(i))}, 1, 1, 1, 1);
    }

    private double noisePerSample(Amplitudes at, int i) {
        double spread = spread(at.alpha(i), at.sigma(i));
        return at.sigma(i) / (spread * spread);
    }

    private double spread(double alpha, double sigma) {
        return Math.hypot(alpha * deviation, sigma);
    }

    static Amplitudes ofVariancePreserving(Trajectory trajectory) {
        return new Amplitudes() {
            @Override
            public double alpha(int index) {
                return 1 / Math.hypot(1, trajectory.sigmas().get(index));
            }

            @Override
            public double sigma(int index) {
                return trajectory.sigmas().get(index) * alpha(index);
            }
        };
    }

    static Amplitudes ofVarianceExploding(Trajectory trajectory) {
        return new Amplitudes() {
            @Override
            public double alpha(int index) {
                return 1;
            }

            @Override
            public double sigma(int index) {
                return trajectory.sigmas().get(index);
            }
        };
    }
}
