package io.diffusion4j.training.data;

import io.diffusion4j.training.Draw;
import java.util.List;

/** Which pictures make up which batch, as a pure function of the draw, so that a resumed run sees what it would have seen. */
public interface BatchOrder {
    /** The numbers of the pictures in a batch, all of one size. */
    Batch batch(Draw draw);

    /** The draw of the batch that a run takes after this one, so that it can be prepared before it is asked for. */
    default Draw next(Draw draw) {
        return new Draw(draw.seed(), draw.step() + 1, 0);
    }

    /**
     * All pictures, once in each size that a run asks for, so that what is made of them can be made before; batches of any
     * length, one for each size. Empty where the sizes are not known.
     */
    default List<Batch> all() {
        return List.of();
    }

    /**
     * @param numbers of pictures in the data set
     * @param extent the size to which each is brought before it is used
     */
    record Batch(long[] numbers, Extent extent) {}
}
