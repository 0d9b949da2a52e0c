package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A function of time that cannot fall, {@code γ̃(t) = l₁(t) + l₃(sigmoid(l₂(l₁(t))))}: three linear layers of widths 1, n
 * and 1 whose weights count by their absolute value. Kingma et al. 2021, appendix H.
 *
 * @param scale the weight of l₁
 * @param shift the bias of l₁
 * @param slopes the weights of l₂
 * @param biases the biases of l₂, as many
 * @param shares the weights of l₃, as many; its bias has no effect once the range is fixed
 */
record MonotoneNetwork(double scale, double shift, List<Double> slopes, List<Double> biases, List<Double> shares) {
    /**
     * Reads the tensors {@code l1.weight} [1, 1], {@code l1.bias} [1], {@code l2.weight} [n, 1], {@code l2.bias} [n] and
     * {@code l3.weight} [1, n].
     *
     * @throws CheckpointException if the file is not valid, or a tensor is missing, of another shape or not finite
     */
    static MonotoneNetwork read(Path path) {
        try (TensorSource file = SafetensorsFile.open(path)) {
            requireTensors(file);
            List<Long> hidden = file.info("l2.bias").shape();
            long width = hidden.isEmpty() ? 0 : hidden.get(0);
            return new MonotoneNetwork(
                    values(file, "l1.weight", 1, 1).get(0),
                    values(file, "l1.bias", 1).get(0),
                    values(file, "l2.weight", width, 1),
                    values(file, "l2.bias", width),
                    values(file, "l3.weight", 1, width));
        }
    }

    private static void requireTensors(TensorSource file) {
        List<String> missing = Stream.of("l1.weight", "l1.bias", "l2.weight", "l2.bias", "l3.weight")
                .filter(name -> !file.names().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new CheckpointException("%s: holds no learned noise schedule: there is no tensor %s"
                    .formatted(file.location(), String.join(", ", missing)));
        }
    }

    private static List<Double> values(TensorSource file, String name, long... shape) {
        List<Long> expected = Arrays.stream(shape).boxed().toList();
        List<Long> found = file.info(name).shape();
        if (!found.equals(expected) || expected.contains(0L)) {
            throw new CheckpointException(
                    "%s: %s has shape %s; a learned noise schedule needs %s with n = the length of l2.bias, 1 or more"
                            .formatted(file.location(), name, found, expected));
        }
        try (Scope scope = Scope.open()) {
            double[] values = HostData.doubles(file.open(name));
            if (!DoubleStream.of(values).allMatch(Double::isFinite)) {
                throw new CheckpointException("%s: %s holds a value that is not finite; was the training stable?"
                        .formatted(file.location(), name));
            }
            return DoubleStream.of(values).boxed().toList();
        }
    }

    /** γ̃, never falling. */
    double at(double time) {
        double line = Math.abs(scale) * time + shift;
        double sum = 0;
        for (int i = 0; i < slopes.size(); i++) {
            double hidden = Math.abs(slopes.get(i)) * line + biases.get(i);
            sum += Math.abs(shares.get(i)) / (1 + Math.exp(-hidden));
        }
        return line + sum;
    }

    /** γ at that share of the way from its value at time 0 to that at time 1, 0 to 1. */
    double progress(double time) {
        double start = at(0);
        return (at(time) - start) / (at(1) - start);
    }

    /** Whether it depends on time at all. */
    boolean rises() {
        return at(1) > at(0);
    }
}
