package io.diffusion4j.training.data;

import io.diffusion4j.training.Draw;

/** Which pictures make up which batch, as a pure function of the draw, so that a resumed run sees what it would have seen. */
public interface BatchOrder {
    /** The numbers of the pictures in a batch, all of one size. */
    Batch batch(Draw draw);

    /**
     * @param numbers of pictures in the data set
     * @param extent the size to which each is brought before it is used
     */
    record Batch(long[] numbers, Extent extent) {}
}
