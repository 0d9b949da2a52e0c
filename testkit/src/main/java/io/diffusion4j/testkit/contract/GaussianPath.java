package io.diffusion4j.testkit.contract;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A run whose data are normal around 0, so that the best prediction and the path are known: with
 * {@code x = a·clean + b·noise} and deviation c of the data, the noise to expect is {@code b x / (a²c² + b²)} and
 * {@code x / sqrt(a²c² + b²)} stays the same.
 */
final class GaussianPath {
    private static final double DEVIATION = 0.5;

    private GaussianPath() {}

    /**
     * The relative distance from the path before the last step: the global error. Within a step of several evaluations a
     * sample need not be on the path, and the last step may jump to no noise at first order.
     *
     * @param lastEvaluations how many evaluations the last step has
     */
    static double error(Trajectory trajectory, int lastEvaluations, NoiseSource noise) {
        Step first = trajectory.steps().get(0);
        SamplerState state = trajectory.start(scalar(deviation(trajectory, first)));
        for (Step step : trajectory.steps().subList(0, trajectory.steps().size() - lastEvaluations)) {
            double expected = deviation(trajectory, step);
            Tensor prediction = state.sample().mul(new Scalar(b(trajectory, step) / (expected * expected)));
            state = trajectory.advance(state, prediction, noise);
        }
        Step last = trajectory.steps().get(trajectory.steps().size() - lastEvaluations);
        return Math.abs(value(state.sample()) / deviation(trajectory, last) - 1);
    }

    private static double deviation(Trajectory trajectory, Step step) {
        double a = value(trajectory.addNoise(scalar(1), scalar(0), step));
        return Math.hypot(a * DEVIATION, b(trajectory, step));
    }

    private static double b(Trajectory trajectory, Step step) {
        return value(trajectory.addNoise(scalar(0), scalar(1), step));
    }

    private static Tensor scalar(double value) {
        return HostData.tensor(new float[] {(float) value}, 1, 1, 1, 1);
    }

    private static double value(Tensor tensor) {
        return HostData.doubles(tensor)[0];
    }
}
