package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;

/** Collects the comparisons of one case. Tolerances are those of the golden file; the factor for another build comes on top. */
public final class Checks {
    private final List<Deviation> deviations = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Set<String> nonFinite = Set.of();

    /** Names the tensors in which the reference itself has values that are not finite; these values are not compared. */
    public void allowNonFinite(Set<String> tensors) {
        nonFinite = Set.copyOf(tensors);
    }

    /** Compares a tensor. @param tolerance the largest absolute error according to the file; 0 for integers */
    public void close(String name, Tensor got, Tensor expected, double tolerance) {
        long[] shape = HostData.shape(expected);
        if (!Arrays.equals(shape, HostData.shape(got))) {
            fault("%s: expected shape %s, got %s"
                    .formatted(name, Arrays.toString(shape), Arrays.toString(HostData.shape(got))));
            return;
        }
        compare(name, shape, HostData.doubles(got), HostData.doubles(expected), tolerance);
    }

    /** Compares numbers. @param tolerance the largest absolute error according to the file */
    public void close(String name, double[] got, double[] expected, double tolerance) {
        if (got.length != expected.length) {
            fault("%s: expected %d values, got %d".formatted(name, expected.length, got.length));
            return;
        }
        compare(name, new long[] {expected.length}, got, expected, tolerance);
    }

    /** Compares what must be the same, such as a count or a set of names. */
    public void same(String name, Object got, Object expected) {
        if (!expected.equals(got)) {
            fault("%s: expected %s, got %s".formatted(name, expected, got));
        } else {
            close(name, new double[0], new double[0], 0);
        }
    }

    /** Fails the case. */
    public void fault(String message) {
        faults.add(message);
    }

    GoldenResult result(String name) {
        Optional<Deviation> worst = deviations.stream().max(Comparator.comparingDouble(Deviation::ratio));
        Optional<Deviation> firstBad =
                deviations.stream().filter(d -> !d.isWithin()).findFirst();
        if (!faults.isEmpty() || firstBad.isPresent()) {
            firstBad.ifPresent(bad -> faults.add("first bad tensor " + bad.describe()));
            return new GoldenResult(name, Verdict.FAIL, worst, String.join("; ", faults));
        }
        return worst.isPresent()
                ? new GoldenResult(name, Verdict.PASS, worst, "")
                : new GoldenResult(name, Verdict.FAIL, worst, "nothing was compared");
    }

    private void compare(String name, long[] shape, double[] got, double[] expected, double stored) {
        if (!(stored >= 0) || Double.isInfinite(stored)) {
            fault("%s: the tolerance %s is no size of an error".formatted(name, stored));
            return;
        }
        int at = 0;
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            if (!Double.isFinite(expected[i]) && nonFinite.contains(name)) {
                continue;
            }
            double error = error(got[i], expected[i]);
            if (Double.isNaN(error) ? !Double.isNaN(worst) : error > worst) {
                worst = error;
                at = i;
            }
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        double relative = worst == 0 ? 0 : worst / largest;
        boolean empty = expected.length == 0;
        deviations.add(new Deviation(
                name,
                shape,
                at,
                empty ? 0 : expected[at],
                empty ? 0 : got[at],
                worst,
                relative,
                Tolerance.allowed(stored)));
    }

    private static double error(double got, double expected) {
        return Double.isFinite(got) && Double.isFinite(expected) ? Math.abs(got - expected) : Double.NaN;
    }
}
