package io.diffusion4j.training.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Compares the gradients of a function in double precision with central differences: at random entries of each leaf, and
 * along a random direction of all leaves together, which no entry escapes.
 *
 * @param entries of each leaf
 */
public record GradientCheck(int entries) {
    private static final double STEP = 1e-5;
    /** Of differences: the square of the step times the third derivative. */
    private static final double RELATIVE = 1e-6;
    /** Of differences: what is left of a double's digits, divided by the step. */
    private static final double ABSOLUTE = 1e-9;

    /** Unit normal numbers, float64; belongs to the open scope. */
    public static Tensor normal(long seed, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        SplittableRandom random = new SplittableRandom(seed);
        return HostData.tensor(
                DoubleStream.generate(random::nextGaussian).limit(count).toArray(), shape);
    }

    /** The same, as something that gradients are taken of. */
    public static Tensor leaf(long seed, long... shape) {
        return normal(seed, shape).set_requires_grad(true);
    }

    /**
     * @param leaves float64, by the names that failures are told with
     * @param function of the leaves' present values; of a result with several numbers, a random weighted sum is checked
     */
    public void of(Map<String, Tensor> leaves, Supplier<Tensor> function) {
        Map<String, Tensor> ordered = new TreeMap<>(leaves);
        Map<String, double[]> gradients = gradients(ordered, function);
        SplittableRandom random = new SplittableRandom(ordered.size());
        ordered.forEach((name, leaf) -> random.ints(entries, 0, (int) leaf.numel())
                .distinct()
                .forEach(i -> {
                    double[] direction = new double[(int) leaf.numel()];
                    direction[i] = 1;
                    compare(name + "[" + i + "]", Map.of(name, direction), ordered, gradients, function);
                }));
        Map<String, double[]> everywhere = new TreeMap<>();
        gradients.forEach((name, slopes) -> everywhere.put(
                name,
                DoubleStream.generate(random::nextGaussian).limit(slopes.length).toArray()));
        double slope = compare("all leaves", everywhere, ordered, gradients, function);
        assertThat(slope).as("the slope along all leaves").isNotZero();
    }

    private static Map<String, double[]> gradients(Map<String, Tensor> leaves, Supplier<Tensor> function) {
        Map<String, double[]> gradients = new TreeMap<>();
        try (Scope scope = Scope.open()) {
            value(function).backward();
            leaves.forEach((name, leaf) -> {
                assertThat(leaf.grad().defined()).as(name + " takes part").isTrue();
                gradients.put(name, HostData.doubles(leaf.grad()));
            });
        }
        return gradients;
    }

    private static double compare(
            String what,
            Map<String, double[]> directions,
            Map<String, Tensor> leaves,
            Map<String, double[]> gradients,
            Supplier<Tensor> function) {
        double slope = directions.entrySet().stream()
                .mapToDouble(direction -> dot(direction.getValue(), gradients.get(direction.getKey())))
                .sum();
        double length = Math.sqrt(directions.values().stream()
                .mapToDouble(direction -> dot(direction, direction))
                .sum());
        double step = STEP / length;
        double above = moved(directions, leaves, step, function);
        double below = moved(directions, leaves, -step, function);
        assertThat((above - below) / (2 * STEP))
                .as(what)
                .isCloseTo(
                        slope / length,
                        within(RELATIVE * Math.abs(slope / length) + ABSOLUTE * Math.max(1, Math.abs(above))));
        return slope;
    }

    private static double moved(
            Map<String, double[]> directions, Map<String, Tensor> leaves, double step, Supplier<Tensor> function) {
        try (Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            Map<String, Tensor> before = new TreeMap<>();
            directions.forEach((name, direction) -> {
                Tensor leaf = leaves.get(name);
                before.put(name, leaf.clone());
                leaf.add_(HostData.tensor(direction, HostData.shape(leaf)), new Scalar(step));
            });
            double value = value(function).item_double();
            before.forEach((name, values) -> leaves.get(name).copy_(values));
            return value;
        }
    }

    private static Tensor value(Supplier<Tensor> function) {
        Tensor result = function.get();
        long count = result.numel();
        return result.reshape(count).mul(normal(count, count)).sum().mul(new Scalar(1 / Math.sqrt(count)));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
