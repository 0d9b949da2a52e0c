package io.diffusion4j.training.autoencoder;

import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.Pixels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Pictures from all over a data set, always the same: to look at, and to measure latents with. */
record Specimens(DataSet data, int factor) {
    private static final int LARGEST = 512;

    /** So many pictures, up to 512 pixels high and wide and cut to whole latents; each a batch of its own. */
    List<PictureBatch> take(int count) {
        long taken = Math.min(count, data.size());
        return LongStream.range(0, taken)
                .map(i -> i * data.size() / taken)
                .mapToObj(this::middle)
                .toList();
    }

    private PictureBatch middle(long number) {
        Pixels picture = Pixels.of(data.image(number));
        Extent size =
                new Extent(side(picture.extent().width()), side(picture.extent().height()));
        return PictureBatch.of(
                new long[] {number}, List.of(Cropping.CENTER.cover(picture, size, new SplittableRandom(0))));
    }

    private int side(int length) {
        return Math.max(factor, Math.min(LARGEST, length) / factor * factor);
    }
}
