package io.diffusion4j.training.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuresTest {
    private final Scope scope = Scope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void the_variance_sums_over_features() {
        // Variances 2 and 8 around the means (1, 2).
        Tensor features = HostData.tensor(new double[] {0, 0, 2, 4}, 2, 2);

        assertThat(FeatureVariance.among(features)).isCloseTo(2 + 8, within(1e-12));
    }

    @Test
    void within_groups_the_distance_of_groups_does_not_count() {
        Tensor features = HostData.tensor(new double[] {0, 2, 100, 104}, 4, 1);

        assertThat(FeatureVariance.within(features, 2)).isCloseTo((2 + 8) / 2.0, within(1e-12));
        assertThatThrownBy(() -> FeatureVariance.within(features, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_error_of_a_tenth_of_the_range_is_20_decibels() {
        Tensor images = torch.zeros(2, 3, 4, 4);
        Tensor others = torch.cat(
                new TensorVector(
                        torch.full(new long[] {1, 3, 4, 4}, new Scalar(0.2)),
                        torch.full(new long[] {1, 3, 4, 4}, new Scalar(-0.02))),
                0);

        assertThat(PeakSignalToNoise.each(images, others)).containsExactly(new double[] {20, 40}, within(1e-4));
        assertThat(PeakSignalToNoise.mean(images, others)).isCloseTo(30, within(1e-4));
        assertThat(PeakSignalToNoise.mean(images, images)).isInfinite();
    }

    @Test
    void the_clip_score_is_the_cosine_of_each_pair() {
        Tensor images = HostData.tensor(new double[] {1, 0, 0.6, 0.8}, 2, 2);
        Tensor texts = HostData.tensor(new double[] {0.6, 0.8, 0.6, 0.8}, 2, 2);

        assertThat(ClipScore.each(images, texts)).containsExactly(new double[] {0.6, 1}, within(1e-12));
    }
}
