package io.diffusion4j.training.data;

import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Brings the pictures of a batch to its size; a pure function of the draw, for any thread. */
public final class PictureLoader {
    private final DataSet data;
    private final BatchOrder order;
    private final Cropping cropping;

    /** @param cropping what is left out of pictures of another shape than the batch */
    public PictureLoader(DataSet data, BatchOrder order, Cropping cropping) {
        this.data = data;
        this.order = order;
        this.cropping = cropping;
    }

    /** The pictures in the size of their batch. */
    public PictureBatch load(Draw draw) {
        return load(draw, UnaryOperator.identity());
    }

    /** @param change what is done with each picture, after the other in the order of their numbers */
    public PictureBatch load(Draw draw, UnaryOperator<Pixels> change) {
        Batch batch = order.batch(draw);
        SplittableRandom random = draw.random("place in the picture");
        List<Pixels> pictures = new ArrayList<>();
        for (long number : batch.numbers()) {
            Pixels picture = Pixels.of(data.image(number));
            pictures.add(change.apply(cropping.cover(picture, batch.extent(), random)));
        }
        return PictureBatch.of(batch.numbers(), pictures);
    }
}
