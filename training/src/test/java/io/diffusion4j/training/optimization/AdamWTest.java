package io.diffusion4j.training.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.training.parameters.Parameters;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AdamWTest {
    private static final AdamWSettings SETTINGS = new AdamWSettings(0.1, 0, 1, 0.9, 0.99, 1e-8, 0.05);

    /** Ten steps on {@code (m - 1)² + (v - 1)⁴ / 4} in float64, beside the algorithm written out in numbers. */
    @Test
    void ten_steps_agree_with_the_algorithm_written_out() {
        try (Scope scope = Scope.open();
                Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT64, 0)) {
            List<Tensor> model = parameters.model(
                    "model",
                    AdamWTest::oneOfEach,
                    (name, weight, draw) -> weight.fill_(new Scalar(name.equals("matrix") ? 3.0 : -2.0)));
            Tensor matrix = model.get(0);
            Tensor vector = model.get(1);
            try (AdamW optimizer = new AdamW(SETTINGS, parameters.groups())) {
                Gradients gradients = new Gradients(parameters.groups());
                Written m = new Written(3, SETTINGS.weightDecay());
                Written v = new Written(-2, 0);
                for (int update = 1; update <= 10; update++) {
                    gradients.clear();
                    Tensor one = matrix.sub(new Scalar(1.0)).square().sum();
                    Tensor other = vector.sub(new Scalar(1.0))
                            .pow(new Scalar(4))
                            .mul(new Scalar(0.25))
                            .sum();
                    one.add(other).backward();
                    double expected = Math.hypot(2 * (m.x - 1), Math.pow(v.x - 1, 3));
                    assertThat(gradients.norm()).isCloseTo(expected, Offset.offset(1e-12));
                    m.step(2 * (m.x - 1), 0.1, update);
                    v.step(Math.pow(v.x - 1, 3), 0.1, update);
                    optimizer.step(0.1, update);
                    assertThat(HostData.doubles(matrix)[0]).isCloseTo(m.x, Offset.offset(1e-13));
                    assertThat(HostData.doubles(vector)[0]).isCloseTo(v.x, Offset.offset(1e-13));
                }
            }
        }
    }

    private static List<Tensor> oneOfEach(Weights weights) {
        return List.of(weights.get("matrix", 1, 1), weights.get("vector", 1));
    }

    /** Loshchilov and Hutter 2019, algorithm 2, for one number. */
    private static final class Written {
        private final double decay;
        private double x;
        private double first;
        private double second;

        Written(double x, double decay) {
            this.x = x;
            this.decay = decay;
        }

        void step(double gradient, double rate, int t) {
            first = SETTINGS.beta1() * first + (1 - SETTINGS.beta1()) * gradient;
            second = SETTINGS.beta2() * second + (1 - SETTINGS.beta2()) * gradient * gradient;
            double firstUnbiased = first / (1 - Math.pow(SETTINGS.beta1(), t));
            double secondUnbiased = second / (1 - Math.pow(SETTINGS.beta2(), t));
            x -= rate * (firstUnbiased / (Math.sqrt(secondUnbiased) + SETTINGS.epsilon()) + decay * x);
        }
    }

    @Test
    void the_average_keeps_little_at_first_and_ends_at_its_decay() {
        try (Scope scope = Scope.open();
                Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT64, 0)) {
            Tensor vector = parameters.model("model", w -> w.get("vector", 1), (n, weight, d) -> weight.zero_());
            try (Average average = new Average(new AverageSettings(0.9), parameters.groups())) {
                double expected = 0;
                for (int update = 1; update <= 200; update++) {
                    parameters.groups().get(0).values().fill_(new Scalar((double) update));
                    average.update(update);
                    double kept = Math.min(0.9, (1.0 + update) / (10 + update));
                    assertThat(average.keptAt(update)).isEqualTo(kept);
                    expected = kept * expected + (1 - kept) * update;
                }
                double mean = expected;
                average.during(() -> assertThat(HostData.doubles(vector)[0]).isCloseTo(mean, Offset.offset(1e-9)));
                assertThat(HostData.doubles(vector)[0]).isEqualTo(200);
            }
        }
    }

    @Test
    void the_learning_rate_rises_linearly_and_falls_along_a_cosine() {
        LearningRate rate = new LearningRate(2, 10, 0.1, 111);
        assertThat(rate.at(0)).isEqualTo(0.2);
        assertThat(rate.at(9)).isEqualTo(2);
        assertThat(rate.at(10)).isEqualTo(2);
        assertThat(rate.at(60)).isCloseTo(2 * (0.1 + 0.9 * 0.5), Offset.offset(1e-12));
        assertThat(rate.at(110)).isCloseTo(0.2, Offset.offset(1e-12));
        assertThat(new LearningRate(3, 0, 1, 5).at(4)).isEqualTo(3);
    }
}
