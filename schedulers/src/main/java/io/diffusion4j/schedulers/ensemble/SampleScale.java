package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * What the samples of a trajectory are made of before each step: {@code alpha · clean + sigma · noise}. After the last step
 * they are the clean sample, whatever they were before.
 */
record SampleScale(List<Double> alphas, List<Double> sigmas) {
    /** Asks the trajectory's forward process, which every trajectory has. */
    static SampleScale of(Trajectory trajectory) {
        List<Double> alphas = new ArrayList<>();
        List<Double> sigmas = new ArrayList<>();
        try (Scope scope = Scope.open()) {
            Tensor zero = HostData.tensor(new double[] {0}, 1, 1, 1, 1);
            Tensor one = HostData.tensor(new double[] {1}, 1, 1, 1, 1);
            trajectory.steps().forEach(step -> {
                alphas.add(value(trajectory.addNoise(one, zero, step)));
                sigmas.add(value(trajectory.addNoise(zero, one, step)));
            });
        }
        return new SampleScale(alphas, sigmas);
    }

    private static double value(Tensor tensor) {
        return HostData.doubles(tensor)[0];
    }

    /** The share of noise in the sample before each step, 0 to 1. */
    List<Double> levels() {
        return IntStream.range(0, alphas.size())
                .mapToObj(i -> sigmas.get(i) / Math.hypot(alphas.get(i), sigmas.get(i)))
                .toList();
    }

    /** The length of a sample before step {@code index}, for clean samples and noise of unit variance; 1 after the last. */
    double at(int index) {
        return index < alphas.size() ? Math.hypot(alphas.get(index), sigmas.get(index)) : 1;
    }

    /** The factor to the clean sample from what differs in a sample before step {@code index} when the noise is the same. */
    double toClean(int index) {
        return index < alphas.size() ? 1 / alphas.get(index) : 1;
    }
}
