package io.diffusion4j.training.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CroppingTest {
    @Test
    void covering_size_is_the_smallest_that_hides_all() {
        assertEquals(new Extent(192, 128), Cropping.covering(new Extent(300, 200), new Extent(128, 128)));
        assertEquals(new Extent(128, 192), Cropping.covering(new Extent(200, 300), new Extent(128, 128)));
        assertEquals(new Extent(192, 108), Cropping.covering(new Extent(16, 9), new Extent(192, 64)));
    }

    @Test
    void center_takes_the_middle() {
        Pixels picture = ramp(12, 8);
        Pixels middle = Cropping.CENTER.cut(picture, new Extent(4, 4), new SplittableRandom(1));
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                assertEquals(x + 4, middle.values()[y * 4 + x], "red counts columns");
                assertEquals(y + 2, middle.values()[16 + y * 4 + x], "green counts rows");
            }
        }
    }

    @Test
    void random_reaches_every_place_and_never_leaves_the_picture() {
        Pixels picture = ramp(7, 5);
        SplittableRandom random = new SplittableRandom(4);
        Set<String> corners = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            Pixels part = Cropping.RANDOM.cut(picture, new Extent(4, 4), random);
            corners.add(part.values()[0] + "," + part.values()[16]);
        }
        assertEquals(4 * 2, corners.size());
    }

    @Test
    void halving_averages_and_keeps_flat_colours() {
        Pixels flat = new Pixels(
                new byte[] {(byte) 200, (byte) 200, (byte) 200, (byte) 200, 9, 9, 9, 9, 0, 0, 0, 0}, new Extent(2, 2));
        for (Extent size : new Extent[] {new Extent(1, 1), new Extent(5, 3), new Extent(64, 64)}) {
            Pixels scaled = Resampling.to(flat, size);
            int area = size.width() * size.height();
            for (int i = 0; i < area; i++) {
                assertEquals((byte) 200, scaled.values()[i]);
                assertEquals(9, scaled.values()[area + i]);
                assertEquals(0, scaled.values()[2 * area + i]);
            }
        }
    }

    @Test
    void scaling_keeps_a_ramp_where_it_is() {
        // a ramp of the pixels' centres: pixel x of the small picture has its centre at 2 x + 0.5 of the large one
        Pixels small = Resampling.to(ramp(64, 64), new Extent(32, 32));
        for (int x = 1; x < 31; x++) {
            assertEquals(2 * x + 0.5, small.values()[32 * 16 + x], 0.51, "column " + x);
            assertEquals(2 * x + 0.5, small.values()[1024 + 32 * x + 16], 0.51, "row " + x);
        }
    }

    @Test
    void shrinking_loses_no_pixel() {
        // one white line of 64 must leave a trace wherever it is
        for (int line = 0; line < 64; line++) {
            byte[] values = new byte[3 * 64 * 64];
            for (int y = 0; y < 64; y++) {
                values[y * 64 + line] = (byte) 255;
            }
            Pixels small = Resampling.to(new Pixels(values, new Extent(64, 64)), new Extent(8, 8));
            int sum = 0;
            for (int x = 0; x < 8; x++) {
                sum += small.values()[x] & 0xff;
            }
            assertTrue(sum >= 20, "line " + line + ": " + sum);
        }
    }

    @Test
    void transparent_pixels_are_white() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00ff0000);
        image.setRGB(1, 0, 0xff102030);
        assertArrayEquals(
                new byte[] {-1, 0x10, -1, 0x20, -1, 0x30}, Pixels.of(image).values());
    }

    @Test
    void colours_keep_their_channels() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(0, 0, 0xff0a0b0c);
        assertArrayEquals(new byte[] {10, 11, 12}, Pixels.of(image).values());
    }

    /** Red counts columns, green rows. */
    private static Pixels ramp(int width, int height) {
        byte[] values = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            values[i] = (byte) (i % width);
            values[width * height + i] = (byte) (i / width);
        }
        return new Pixels(values, new Extent(width, height));
    }
}
