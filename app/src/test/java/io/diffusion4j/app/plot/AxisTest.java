package io.diffusion4j.app.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AxisTest {
    @Test
    void ticks_are_few_round_and_inside_whatever_the_range_is() {
        Random random = new Random(1);
        for (int run = 0; run < 1000; run++) {
            double min = random.nextGaussian() * 100;
            Axis axis = Axis.linear("", min, min + Math.pow(10, random.nextDouble() * 8 - 4));
            List<Double> ticks = axis.ticks();
            assertThat(ticks).hasSizeBetween(2, 9);
            assertThat(ticks).allMatch(tick -> axis.share(tick) >= -1e-6 && axis.share(tick) <= 1 + 1e-6);
        }
    }

    @Test
    void axes_around_values_hold_them_and_leave_out_what_is_not_finite() {
        DoubleStream values = DoubleStream.of(-19.8, 3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 12);
        Axis axis = Axis.around("", values);

        assertThat(axis.min()).isEqualTo(-20);
        assertThat(axis.max()).isEqualTo(15);
    }

    @Test
    void decades_are_ticks_of_logarithmic_axes() {
        Axis axis = Axis.decades("", DoubleStream.of(0, 0.029, 14.6));

        assertThat(axis.ticks().stream().map(Axis::label)).containsExactly("0.01", "0.1", "1", "10", "100");
        assertThat(axis.share(1)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void an_axis_without_extent_is_refused() {
        assertThatThrownBy(() -> Axis.linear("", 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
