package io.diffusion4j.schedulers.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PredictionTest {
    private static final double CLEAN = 0.7;
    private static final double NOISE = -1.3;

    @ParameterizedTest
    @EnumSource(PredictionType.class)
    void clean_sample_and_noise_come_back_from_a_perfect_prediction(PredictionType type) {
        double sigma = 0.6;
        double alpha = type == PredictionType.FLOW_PREDICTION ? 1 - sigma : 0.8;
        double sample = alpha * CLEAN + sigma * NOISE;
        double predicted = switch (type) {
            case EPSILON -> NOISE;
            case V_PREDICTION -> alpha * NOISE - sigma * CLEAN;
            case SAMPLE -> CLEAN;
            case FLOW_PREDICTION -> NOISE - CLEAN;
        };

        assertThat(combined(type.original(alpha, sigma), sample, predicted)).isCloseTo(CLEAN, within(1e-12));
        assertThat(combined(type.noise(alpha, sigma), sample, predicted)).isCloseTo(NOISE, within(1e-12));
    }

    @Test
    void dynamic_thresholding_takes_each_image_by_its_own_quantile() {
        try (Scope scope = Scope.open()) {
            OriginalClamp clamp = new OriginalClamp(OriginalClamp.Kind.DYNAMIC, 1, 0.5, 10);
            Tensor images = HostData.tensor(new double[] {-4, 2, 1, 0.1, -0.2, 0.3}, 2, 1, 1, 3);

            assertThat(HostData.doubles(clamp.apply(images)))
                    .containsExactly(new double[] {-1, 1, 0.5, 0.1, -0.2, 0.3}, within(1e-12));
        }
    }

    private static double combined(LinearCombination combination, double x, double y) {
        try (Scope scope = Scope.open()) {
            Tensor result = combination.of(HostData.tensor(new double[] {x}, 1), HostData.tensor(new double[] {y}, 1));
            return HostData.doubles(result)[0];
        }
    }
}
