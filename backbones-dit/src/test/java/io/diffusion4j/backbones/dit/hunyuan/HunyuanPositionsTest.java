package io.diffusion4j.backbones.dit.hunyuan;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.junit.jupiter.api.Test;

class HunyuanPositionsTest {
    @Test
    void a_grid_of_twice_the_first_trainings_goes_in_half_steps() {
        float[] places = places(new TokenGrid(64, 64, 2));
        assertThat(at(places, 64, 0, 0)).containsExactly(0, 0);
        assertThat(at(places, 64, 5, 2)).containsExactly(1, 2.5f);
        assertThat(at(places, 64, 63, 63)).containsExactly(31.5f, 31.5f);
    }

    @Test
    void a_wide_grid_lies_in_the_middle_of_the_rows() {
        float[] places = places(new TokenGrid(32, 64, 2));
        assertThat(at(places, 64, 0, 0)).containsExactly(0, 8);
        assertThat(at(places, 64, 31, 63)).containsExactly(31.5f, 24 * 31 / 32f);
    }

    /** Column, then row. */
    private static float[] at(float[] places, int columns, int row, int column) {
        int token = row * columns + column;
        return new float[] {places[2 * token], places[2 * token + 1]};
    }

    private static float[] places(TokenGrid grid) {
        try (Scope scope = Scope.open()) {
            return HostData.floats(HunyuanPositions.places(grid, HostData.tensor(new float[1], 1)));
        }
    }
}
