package io.diffusion4j.testkit.golden.kinds;

import static org.bytedeco.pytorch.global.torch.ScalarType;

import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.testkit.golden.Checks;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Compares timesteps and noise levels, with the tolerances that the golden data's README gives for them. */
record ScheduleChecks(Checks checks) {
    private static final double FLOAT_TIMESTEP = 1e-2;
    private static final double SIGMA_OF_LARGEST = 2e-5;

    void timesteps(String name, Trajectory trajectory, Tensor expected) {
        double[] got = trajectory.steps().stream().mapToDouble(Step::timestep).toArray();
        boolean whole = expected.scalar_type().intern() == ScalarType.Long;
        checks.close(name, got, HostData.doubles(expected), whole ? 0 : FLOAT_TIMESTEP);
        int[] indices = trajectory.steps().stream().mapToInt(Step::index).toArray();
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] != i || trajectory.steps().get(i).count() != indices.length) {
                checks.fault(
                        name + ": step " + i + " says " + trajectory.steps().get(i));
            }
        }
    }

    /** Every level before a step, and the one after the last. */
    void sigmas(String name, Trajectory trajectory, Tensor expected) {
        double[] got =
                trajectory.sigmas().stream().mapToDouble(Double::doubleValue).toArray();
        levels(name, got, used(HostData.doubles(expected), trajectory.steps().size()));
    }

    /** Noise levels, whatever they are for. */
    void levels(String name, double[] got, double[] expected) {
        double largest = Arrays.stream(expected).max().orElse(0);
        checks.close(name, got, expected, SIGMA_OF_LARGEST * largest);
    }

    /** The reference puts zeros behind some lists of levels, though the last step already ends at the one before them. */
    private static double[] used(double[] levels, int steps) {
        boolean zerosAreBeyondTheLastStep = levels.length > steps + 1
                && Arrays.stream(levels, steps + 1, levels.length).allMatch(level -> level == 0);
        return zerosAreBeyondTheLastStep ? Arrays.copyOf(levels, steps + 1) : levels;
    }

    void initialSigma(Trajectory trajectory, double expected) {
        double[] got = {trajectory.initialNoiseSigma()};
        checks.close("init_noise_sigma", got, new double[] {expected}, SIGMA_OF_LARGEST * expected);
    }
}
