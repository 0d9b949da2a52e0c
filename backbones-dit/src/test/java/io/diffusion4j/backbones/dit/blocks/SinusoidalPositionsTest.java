package io.diffusion4j.backbones.dit.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class SinusoidalPositionsTest {
    private static final int WIDTH = 24;

    @Test
    void columns_come_before_rows_and_sines_before_cosines() {
        float[] table = table(new SinusoidalPositions(WIDTH, 4, 2), new TokenGrid(3, 8, 1));
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 8; column++) {
                for (int i = 0; i < 6; i++) {
                    double rate = Math.pow(10_000, -i / 6.0);
                    double x = column / (8 / 4.0) / 2 * rate;
                    double y = row / (3 / 4.0) / 2 * rate;
                    int at = (row * 8 + column) * WIDTH + i;
                    assertThat(table[at]).isCloseTo((float) Math.sin(x), offset(1e-6f));
                    assertThat(table[at + 6]).isCloseTo((float) Math.cos(x), offset(1e-6f));
                    assertThat(table[at + 12]).isCloseTo((float) Math.sin(y), offset(1e-6f));
                    assertThat(table[at + 18]).isCloseTo((float) Math.cos(y), offset(1e-6f));
                }
            }
        }
    }

    @Test
    void a_finer_grid_has_the_positions_of_a_coarser_one() {
        SinusoidalPositions positions = new SinusoidalPositions(WIDTH, 4, 1);
        float[] coarse = table(positions, new TokenGrid(2, 2, 1));
        float[] fine = table(positions, new TokenGrid(4, 4, 1));
        for (int i = 0; i < WIDTH; i++) {
            assertThat(fine[(2 * 4 + 2) * WIDTH + i]).isEqualTo(coarse[(2 + 1) * WIDTH + i]);
        }
    }

    private static float[] table(SinusoidalPositions positions, TokenGrid grid) {
        try (Scope scope = Scope.open()) {
            Tensor like = HostData.tensor(new float[1], 1);
            return HostData.floats(positions.of(grid, like));
        }
    }
}
