package io.diffusion4j.pipelines.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedImageTest {
    private final Scope scope = Scope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @CsvSource({"7, 5, 3, 11", "100, 37, 64, 64", "64, 64, 100, 37", "1, 1, 8, 9", "333, 1000, 111, 333"})
    void the_result_has_the_size_and_no_new_colours(int width, int height, int toWidth, int toHeight) {
        Tensor grey = torch.torch_full(new long[] {2, 3, height, width}, new Scalar(0.25));
        Tensor fitted = FittedImage.of(grey, new ImageSize(toWidth, toHeight));
        assertThat(HostData.shape(fitted)).containsExactly(2, 3, toHeight, toWidth);
        for (float value : HostData.floats(fitted)) {
            assertThat(value).isCloseTo(0.25f, within(1e-6f));
        }
    }

    @Test
    void an_image_of_that_size_stays_as_it_is() {
        Tensor image = torch.torch_randn(1, 3, 4, 6);
        assertThat(FittedImage.of(image, new ImageSize(6, 4))).isSameAs(image);
    }

    @Test
    void what_is_too_much_is_cut_evenly_on_both_sides() {
        Tensor wide =
                HostData.tensor(new float[] {0, 1, 2, 3, 4, 5}, 1, 1, 1, 6).expand(1, 1, 2, 6);
        assertThat(HostData.floats(FittedImage.of(wide, new ImageSize(2, 2)))).containsExactly(2, 3, 2, 3);
    }

    @Test
    void shrinking_takes_all_pixels_into_account() {
        float[] stripes = new float[64];
        for (int i = 0; i < stripes.length; i += 4) {
            stripes[i] = 1;
        }
        Tensor image = HostData.tensor(stripes, 1, 1, 1, 64).expand(1, 1, 16, 64);
        Tensor small = FittedImage.of(image, new ImageSize(16, 4));
        for (float value : HostData.floats(small.narrow(3, 2, 12))) {
            assertThat(value).isCloseTo(0.25f, within(0.05f));
        }
    }
}
