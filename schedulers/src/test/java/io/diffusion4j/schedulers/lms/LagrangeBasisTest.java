package io.diffusion4j.schedulers.lms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LagrangeBasisTest {
    private static final double[] PLACES = {3, 3.5, 5, 9};

    @Test
    void cubics_are_integrated_exactly_from_four_values() {
        LagrangeBasis basis = new LagrangeBasis(PLACES);
        double integral = 0;
        for (int i = 0; i < PLACES.length; i++) {
            integral += Math.pow(PLACES[i], 3) * basis.integral(i, 3, 2);
        }

        assertThat(integral).isCloseTo((16 - 81) / 4.0, within(1e-12));
    }

    @Test
    void even_places_give_the_weights_of_adams_and_bashforth() {
        LagrangeBasis basis = new LagrangeBasis(new double[] {3, 2, 1, 0});

        assertThat(basis.integral(0, 3, 4)).isCloseTo(55 / 24.0, within(1e-12));
        assertThat(basis.integral(1, 3, 4)).isCloseTo(-59 / 24.0, within(1e-12));
        assertThat(basis.integral(2, 3, 4)).isCloseTo(37 / 24.0, within(1e-12));
        assertThat(basis.integral(3, 3, 4)).isCloseTo(-9 / 24.0, within(1e-12));
    }
}
