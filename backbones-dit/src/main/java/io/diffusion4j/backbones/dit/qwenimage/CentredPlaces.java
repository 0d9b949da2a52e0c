package io.diffusion4j.backbones.dit.qwenimage;

import io.diffusion4j.backbones.dit.blocks.SharedRow;
import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.backbones.dit.blocks.TokenPlaces;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Where tokens are: the number of the image, then row and column from the middle of it. The text runs along the diagonal,
 * from where the largest image ends. Wu et al. 2025, section 2.4.
 */
final class CentredPlaces implements TokenPlaces {
    static final int AXES = 3;
    /** Frames, rows and columns of each image in tokens [batch, images, 3], for samples that are tokens already. */
    static final String SHAPES = "img-shapes";

    @Override
    public Tensor of(TokenGrid image, long texts) {
        return of(new long[] {1, image.rows(), image.columns()}, texts);
    }

    /** As {@code img-shapes} says. */
    @Override
    public Tensor told(Conditioning conditioning) {
        return of(
                SharedRow.of(SHAPES, conditioning.require(SHAPES)),
                conditioning.require(Conditioning.CONTEXT).size(1));
    }

    private static Tensor of(long[] shapes, long texts) {
        long start = IntStream.range(0, shapes.length)
                .filter(i -> i % AXES != 0)
                .mapToLong(i -> shapes[i] / 2)
                .max()
                .orElse(0);
        List<float[]> places = new ArrayList<>();
        for (long text = start; text < start + texts; text++) {
            places.add(new float[] {text, text, text});
        }
        for (int image = 0; image < shapes.length / AXES; image++) {
            int at = image * AXES;
            addImage(image, shapes[at], shapes[at + 1], shapes[at + 2], places);
        }
        float[] all = new float[places.size() * AXES];
        for (int i = 0; i < places.size(); i++) {
            System.arraycopy(places.get(i), 0, all, i * AXES, AXES);
        }
        return HostData.tensor(all, 1, places.size(), AXES);
    }

    private static void addImage(int number, long frames, long rows, long columns, List<float[]> places) {
        for (long frame = 0; frame < frames; frame++) {
            for (long row = 0; row < rows; row++) {
                for (long column = 0; column < columns; column++) {
                    places.add(new float[] {number + frame, row - (rows + 1) / 2, column - (columns + 1) / 2});
                }
            }
        }
    }
}
