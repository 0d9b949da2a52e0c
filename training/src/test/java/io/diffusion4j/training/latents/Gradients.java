package io.diffusion4j.training.latents;

import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder;
import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Pictures of a colour that grows over them, with a caption of how. @param tint of all of them, 0 to 255 */
public record Gradients(long size, Extent extent, int tint) implements DataSet {
    @Override
    public Extent extent(long number) {
        return extent;
    }

    @Override
    public BufferedImage image(long number) {
        BufferedImage image = new BufferedImage(extent.width(), extent.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < extent.height(); y++) {
            for (int x = 0; x < extent.width(); x++) {
                int red = (int) ((x * (number + 1) * 9 + y * 5) % 256);
                image.setRGB(x, y, red << 16 | (int) (number * 40 % 256) << 8 | tint);
            }
        }
        return image;
    }

    @Override
    public Caption caption(long number, SplittableRandom random) {
        return Caption.of((random.nextBoolean() ? "a" : "the") + " red gradient of " + number);
    }

    /** Any pictures, all as likely. */
    public BatchOrder order(int batch) {
        return new BatchOrder() {
            @Override
            public Batch batch(Draw draw) {
                return new Batch(draw.random("order").longs(batch, 0, size).toArray(), extent);
            }

            @Override
            public List<Batch> all() {
                return List.of(new Batch(LongStream.range(0, size).toArray(), extent));
            }
        };
    }
}
