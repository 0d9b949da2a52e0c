package io.diffusion4j.training.autoencoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.gradients.GradientCheck;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class LossTermsTest {
    private static final int SIDE = 20;
    private static final double[] IMAGE = numbers(1, 2 * 3 * SIDE * SIDE);
    private static final double[] OTHER = numbers(2, 2 * 3 * SIDE * SIDE);

    private static final Map<String, PerceptualTerm> TERMS = Map.of(
            "l1", PixelError.L1::between,
            "huber", PixelError.HUBER::between,
            "gradients", new GradientDifference(),
            "similarity", new StructuralSimilarity(),
            "gradients at scales", new Pyramid(new GradientDifference(), 2),
            "similarity at scales", new Pyramid(new StructuralSimilarity(), 2));

    @Test
    void equal_pictures_differ_by_nothing() {
        try (Scope scope = Scope.open()) {
            TERMS.forEach((name, term) ->
                    assertEquals(0, term.between(picture(IMAGE), picture(IMAGE)).item_double(), 1e-12, name));
        }
    }

    @Test
    void slopes_are_those_of_finite_differences() {
        TERMS.forEach((name, term) -> checkSlope(name, OTHER, x -> term.between(picture(IMAGE), picture(x))));
    }

    @Test
    void slope_of_the_divergence_is_that_of_finite_differences() {
        double[] moments = numbers(3, 32);
        checkSlope(
                "kl",
                moments,
                x -> KlDivergence.of(new Posterior(
                        x.narrow(0, 0, 16).view(2, 2, 2, 2), x.narrow(0, 16, 16).view(2, 2, 2, 2))));
    }

    @Test
    void divergence_is_the_integral_of_its_definition() {
        double mean = 0.7;
        double logVariance = -0.9;
        double deviation = Math.exp(logVariance / 2);
        double integral = 0;
        double width = 1e-3;
        for (double x = -12; x < 12; x += width) {
            double z = (x - mean) / deviation;
            double density = Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
            double logRatio = -z * z / 2 - Math.log(deviation) + x * x / 2;
            integral += density * logRatio * width;
        }
        try (Scope scope = Scope.open()) {
            double[] means = {mean, 0, 0, mean};
            double[] logVariances = {logVariance, 0, 0, logVariance};
            Posterior posterior =
                    new Posterior(HostData.tensor(means, 2, 1, 1, 2), HostData.tensor(logVariances, 2, 1, 1, 2));
            assertEquals(integral, KlDivergence.of(posterior).item_double(), 1e-9, "one of each image's two counts");
        }
    }

    @Test
    void similarity_is_that_of_its_definition() {
        double sum = 0;
        int windows = 0;
        for (int plane = 0; plane < 6; plane++) {
            for (int top = 0; top + 8 <= SIDE; top += 4) {
                for (int left = 0; left + 8 <= SIDE; left += 4) {
                    sum += windowSimilarity(plane, top, left);
                    windows++;
                }
            }
        }
        try (Scope scope = Scope.open()) {
            double loss = new StructuralSimilarity()
                    .between(picture(IMAGE), picture(OTHER))
                    .item_double();
            assertEquals(1 - sum / windows, loss, 1e-12);
        }
    }

    @Test
    void gradients_of_a_known_difference() {
        try (Scope scope = Scope.open()) {
            // the difference is 3 x + 5 y: each step right is 3, each step down 5
            double[] values = IMAGE.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += 3 * (i % SIDE) - 5 * (i / SIDE % SIDE);
            }
            double loss = new GradientDifference()
                    .between(picture(IMAGE), picture(values))
                    .item_double();
            assertEquals(8, loss, 1e-9);
        }
    }

    @Test
    void blur_costs_more_gradients_than_an_even_shift_of_the_same_pixel_error() {
        try (Scope scope = Scope.open()) {
            double[] blurred = IMAGE.clone();
            double error = 0;
            for (int i = 1; i < blurred.length; i++) {
                blurred[i] = (IMAGE[i] + IMAGE[i - 1]) / 2;
                error += Math.abs(blurred[i] - IMAGE[i]);
            }
            double mean = error / blurred.length;
            double[] shifted = Arrays.stream(IMAGE).map(x -> x + mean).toArray();
            PerceptualTerm term = new Pyramid(new GradientDifference(), 2);
            double ofBlur = term.between(picture(IMAGE), picture(blurred)).item_double();
            double ofShift = term.between(picture(IMAGE), picture(shifted)).item_double();
            assertTrue(ofBlur > 0.1 && ofShift < 1e-12, ofBlur + " " + ofShift);
        }
    }

    @Test
    void peak_signal_to_noise_is_in_decibels_of_the_range() {
        try (Scope scope = Scope.open()) {
            double[] zeros = new double[IMAGE.length];
            double[] tenths = new double[IMAGE.length];
            Arrays.fill(tenths, 0.2);
            // an error of a tenth of the range is 20 dB
            double psnr = ReconstructionLoss.peakSignalToNoise(picture(zeros), picture(tenths))
                    .item_double();
            assertEquals(20, psnr, 1e-9);
        }
    }

    private static double windowSimilarity(int plane, int top, int left) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < 64; i++) {
            meanA += at(IMAGE, plane, top + i / 8, left + i % 8) / 64;
            meanB += at(OTHER, plane, top + i / 8, left + i % 8) / 64;
        }
        double varianceA = 0;
        double varianceB = 0;
        double covariance = 0;
        for (int i = 0; i < 64; i++) {
            double a = at(IMAGE, plane, top + i / 8, left + i % 8) - meanA;
            double b = at(OTHER, plane, top + i / 8, left + i % 8) - meanB;
            varianceA += a * a / 64;
            varianceB += b * b / 64;
            covariance += a * b / 64;
        }
        double c1 = 0.02 * 0.02;
        double c2 = 0.06 * 0.06;
        return (2 * meanA * meanB + c1)
                * (2 * covariance + c2)
                / ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2));
    }

    private static double at(double[] values, int plane, int y, int x) {
        return values[(plane * SIDE + y) * SIDE + x];
    }

    private static void checkSlope(String name, double[] at, UnaryOperator<Tensor> function) {
        try (Scope scope = Scope.open()) {
            Tensor x = HostData.tensor(at, at.length).set_requires_grad(true);
            new GradientCheck(4).of(Map.of(name, x), () -> function.apply(x));
        }
    }

    private static Tensor picture(double[] values) {
        return picture(HostData.tensor(values, values.length));
    }

    private static Tensor picture(Tensor values) {
        return values.view(2, 3, SIDE, SIDE);
    }

    private static double[] numbers(long seed, int count) {
        return new SplittableRandom(seed).doubles(count, -1, 1).toArray();
    }
}
