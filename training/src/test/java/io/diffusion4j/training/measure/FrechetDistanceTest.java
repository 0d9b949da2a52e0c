package io.diffusion4j.training.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
    private final Scope scope = Scope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void along_common_axes_it_is_the_squared_distance_of_means_and_of_deviations() {
        double distance =
                FrechetDistance.between(vector(0, 0, 1), diagonal(1, 4, 9), vector(3, 0, 1), diagonal(4, 1, 9));

        assertThat(distance).isCloseTo(9 + 1 + 1, within(1e-12));
    }

    /** Of two rows and columns, the trace of a root is the root of the trace and twice the root of the determinant. */
    @Test
    void covariances_with_other_axes_share_less() {
        double[] a = {2, 1, 1, 3};
        double[] b = {5, -2, -2, 1.5};
        double trace = a[0] * b[0] + a[1] * b[2] + a[2] * b[1] + a[3] * b[3];
        double determinant = (a[0] * a[3] - a[1] * a[2]) * (b[0] * b[3] - b[1] * b[2]);
        double expected = a[0] + a[3] + b[0] + b[3] - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant));

        assertThat(FrechetDistance.between(
                        vector(0, 0), HostData.tensor(a, 2, 2), vector(0, 0), HostData.tensor(b, 2, 2)))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void of_samples_it_takes_mean_and_covariance() {
        // Means (0, 0) and (2, 1); unbiased variances 2 and 8 along the first axis, 2 and 2 along the second.
        Tensor first =
                HostData.tensor(new double[] {-1, -1, 1, 1, -1, 1, 1, -1}, 4, 2).mul(root(1.5));
        Tensor second = HostData.tensor(new double[] {-2, -1, 2, 1, -2, 1, 2, -1}, 4, 2)
                .mul(root(1.5))
                .add(vector(2, 1));

        assertThat(FrechetDistance.between(first, second)).isCloseTo(5 + 2, within(1e-12));
    }

    @Test
    void a_set_is_not_apart_from_itself_even_if_it_lies_in_a_plane() {
        Tensor plane = torch.randn(50, 2).matmul(torch.randn(2, 30));

        assertThat(FrechetDistance.between(plane, plane)).isCloseTo(0, within(1e-5));
    }

    @Test
    void one_sample_has_no_covariance() {
        assertThatThrownBy(() -> FrechetDistance.between(torch.randn(1, 3), torch.randn(5, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor root(double x) {
        return vector(Math.sqrt(x));
    }

    private static Tensor vector(double... values) {
        return HostData.tensor(values, values.length);
    }

    private static Tensor diagonal(double... values) {
        return torch.diag(vector(values));
    }
}
