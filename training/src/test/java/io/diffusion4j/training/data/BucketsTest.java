package io.diffusion4j.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Buckets BUCKETS = Buckets.of(512, 64, 2);

    @Test
    void sizes_are_multiples_with_about_the_pixels_of_the_square() {
        assertTrue(BUCKETS.sizes().contains(new Extent(512, 512)));
        for (Extent size : BUCKETS.sizes()) {
            assertEquals(0, size.width() % 64 + size.height() % 64, size::toString);
            int pixels = size.width() * size.height();
            assertTrue(pixels <= 512 * 512 && pixels > 512 * 512 * 0.85, size::toString);
            assertTrue(Math.max(size.width(), size.height()) <= 2 * Math.min(size.width(), size.height()));
        }
    }

    @Test
    void every_shape_is_there_upright_too() {
        for (Extent size : BUCKETS.sizes()) {
            assertTrue(BUCKETS.sizes().contains(new Extent(size.height(), size.width())), size::toString);
        }
    }

    @Test
    void wide_pictures_get_wide_batches_and_tall_ones_tall() {
        Extent wide = nearest(1600, 900);
        Extent tall = nearest(900, 1600);
        assertTrue(wide.width() > wide.height(), wide::toString);
        assertEquals(new Extent(wide.height(), wide.width()), tall);
    }

    @Test
    void picture_goes_to_its_own_shape_and_extremes_to_the_outermost() {
        for (Extent size : BUCKETS.sizes()) {
            assertEquals(size, nearest(3 * size.width(), 3 * size.height()));
        }
        assertEquals(BUCKETS.sizes().get(0), nearest(10, 5000));
        assertEquals(BUCKETS.sizes().get(BUCKETS.sizes().size() - 1), nearest(5000, 10));
    }

    @Test
    void shapes_are_compared_by_their_ratio() {
        // 3:2 is a factor of 1.5 from the square and of 1.33 from 2:1, though 0.5 from both as a number
        Buckets two = new Buckets(List.of(new Extent(128, 128), new Extent(256, 128)));
        assertEquals(1, two.nearest(new Extent(300, 200)));
        // 2:3 lies as far from the square as 3:2 does
        Buckets upright = new Buckets(List.of(new Extent(128, 256), new Extent(128, 128)));
        assertEquals(0, upright.nearest(new Extent(200, 300)));
    }

    @Test
    void aspect_of_one_leaves_the_square() {
        assertEquals(List.of(new Extent(128, 128)), Buckets.of(128, 64, 1).sizes());
    }

    @Test
    void resolution_between_multiples_is_refused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Buckets.of(100, 64, 2));
        assertEquals("the resolution must be a multiple of the step, 64, got 100", e.getMessage());
    }

    private static Extent nearest(int width, int height) {
        return BUCKETS.sizes().get(BUCKETS.nearest(new Extent(width, height)));
    }
}
