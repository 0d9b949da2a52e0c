package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TokenGridTest {
    @Test
    void patches_go_back_to_where_they_came_from() {
        try (Scope scope = Scope.open()) {
            // one channel, 2 x 4 pixels, two patches of 2 x 2
            Tensor tokens = HostData.tensor(new float[] {0, 1, 4, 5, 2, 3, 6, 7}, 1, 2, 4);
            TokenGrid grid = new TokenGrid(1, 2, 2);
            assertThat(HostData.floats(grid.image(tokens))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void the_channels_of_a_pixel_lie_side_by_side() {
        try (Scope scope = Scope.open()) {
            Tensor tokens = HostData.tensor(new float[] {0, 10, 1, 11, 2, 12, 3, 13}, 1, 1, 8);
            Tensor image = new TokenGrid(1, 1, 2).image(tokens);
            assertThat(HostData.shape(image)).containsExactly(1, 2, 2, 2);
            assertThat(HostData.floats(image)).containsExactly(0, 1, 2, 3, 10, 11, 12, 13);
        }
    }

    @Test
    void cutting_and_joining_are_inverse_in_both_orders() {
        try (Scope scope = Scope.open()) {
            float[] values = new float[3 * 4 * 6];
            for (int i = 0; i < values.length; i++) {
                values[i] = i;
            }
            Tensor sample = HostData.tensor(values, 1, 3, 4, 6);
            TokenGrid grid = TokenGrid.of(sample, 2);
            assertThat(HostData.floats(grid.image(grid.patches(sample)))).containsExactly(values);
            assertThat(HostData.floats(grid.planarImage(grid.planarPatches(sample))))
                    .containsExactly(values);
            assertThat(HostData.floats(grid.planarPatches(sample))).startsWith(0, 1, 6, 7, 24);
            assertThat(HostData.floats(grid.patches(sample))).startsWith(0, 24, 48, 1);
        }
    }

    @Test
    void a_sample_that_patches_do_not_fill_is_refused_with_its_size() {
        try (Scope scope = Scope.open()) {
            Tensor sample = HostData.tensor(new float[4 * 6 * 5], 1, 4, 6, 5);
            assertThatThrownBy(() -> TokenGrid.of(sample, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("6 x 5")
                    .hasMessageContaining("multiples of 2");
        }
    }
}
