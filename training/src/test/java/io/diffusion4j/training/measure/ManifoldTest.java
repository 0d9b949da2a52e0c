package io.diffusion4j.training.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifoldTest {
    private final Scope scope = Scope.open();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void it_counts_who_lies_in_the_others_balls() {
        // Balls around 0, 1, 10, 12 reach 1, 1, 2, 2; those around 0.5, 1.5, 30 reach 1, 1, 28.5.
        Tensor real = line(0, 1, 10, 12);
        Tensor generated = line(0.5, 1.5, 30);

        assertThat(Manifold.of(real, generated, 1)).isEqualTo(new Manifold(2 / 3.0, 1));
        assertThat(Manifold.of(real, line(0.5, 1.5, 2), 1)).isEqualTo(new Manifold(1, 0.5));
    }

    @Test
    void the_second_neighbour_is_further_than_the_first() {
        // Balls around 0, 1, 3 reach 3, 2, 3 to the second neighbour and 1, 1, 2 to the first.
        assertThat(Manifold.of(line(0, 1, 3), line(5.5, 5.75, 5.9), 2).precision())
                .isEqualTo(3 / 3.0);
        assertThat(Manifold.of(line(0, 1, 3), line(5.5, 5.75, 5.9), 1).precision())
                .isZero();
    }

    @Test
    void equal_sets_cover_each_other_and_distant_ones_do_not() {
        assertThat(Manifold.of(line(1, 2, 4, 8), line(8, 4, 2, 1), 3)).isEqualTo(new Manifold(1, 1));
        assertThat(Manifold.of(line(1, 2, 4, 8), line(101, 102, 104, 108), 3)).isEqualTo(new Manifold(0, 0));
    }

    @Test
    void one_picture_repeated_has_precision_and_no_recall() {
        Manifold repeated = Manifold.of(line(0, 1, 2, 3), line(1, 1, 1, 1), 1);

        assertThat(repeated).isEqualTo(new Manifold(1, 0.25));
    }

    @Test
    void sets_without_such_a_neighbour_are_refused() {
        assertThatThrownBy(() -> Manifold.of(line(1, 2, 3), line(1, 2, 3), 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor line(double... values) {
        return HostData.tensor(values, values.length, 1);
    }
}
