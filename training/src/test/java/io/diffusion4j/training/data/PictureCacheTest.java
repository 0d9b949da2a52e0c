package io.diffusion4j.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureCacheTest {
    @TempDir
    Path folder;

    private final Counting data = new Counting(new AtomicInteger());

    @Test
    void later_epochs_and_runs_get_the_same_pictures_without_drawing_them() {
        try (PictureCache cache = cache("a")) {
            check(cache);
            check(cache);
            assertEquals(4, data.drawn.get());
        }
        try (PictureCache again = cache("a")) {
            check(again);
            assertEquals(4, data.drawn.get());
        }
        assertFalse(Files.exists(folder.resolve("pictures.part")));
    }

    @Test
    void unfinished_cache_leaves_nothing_behind() {
        try (PictureCache cache = cache("a")) {
            cache.image(2);
        }
        assertFalse(Files.exists(folder.resolve("pictures")));
        assertFalse(Files.exists(folder.resolve("pictures.part")));
    }

    @Test
    void pictures_of_another_data_set_are_drawn_anew() {
        try (PictureCache cache = cache("a")) {
            check(cache);
        }
        try (PictureCache other = cache("b")) {
            check(other);
            assertEquals(8, data.drawn.get());
        }
        try (PictureCache other = cache("b")) {
            check(other);
            assertEquals(8, data.drawn.get());
        }
    }

    private void check(DataSet cache) {
        for (long number : new long[] {3, 0, 2, 1}) {
            assertArrayEquals(
                    Pixels.of(data.draw(number)).values(),
                    Pixels.of(cache.image(number)).values());
        }
        assertTrue(cache.caption(1, new SplittableRandom(1)).text().endsWith("1"));
    }

    private PictureCache cache(String identity) {
        return new PictureCache(data, folder.resolve("pictures"), identity);
    }

    /** Pictures of different sizes and colours. */
    private record Counting(AtomicInteger drawn) implements DataSet {
        @Override
        public long size() {
            return 4;
        }

        @Override
        public Extent extent(long number) {
            return List.of(new Extent(3, 5), new Extent(4, 2)).get((int) number % 2);
        }

        @Override
        public BufferedImage image(long number) {
            drawn.incrementAndGet();
            return draw(number);
        }

        BufferedImage draw(long number) {
            Extent extent = extent(number);
            BufferedImage image = new BufferedImage(extent.width(), extent.height(), BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < extent.width() * extent.height(); i++) {
                image.setRGB(i % extent.width(), i / extent.width(), (int) (0x92f1a7 * (number + 1) * (i + 3)));
            }
            return image;
        }

        @Override
        public Caption caption(long number, SplittableRandom random) {
            return Caption.of("picture " + number);
        }
    }
}
