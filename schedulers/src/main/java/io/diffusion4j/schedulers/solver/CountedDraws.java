package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.sampling.NoiseSource;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/** Draws for one step, and how many draws the run has made after it. */
final class CountedDraws implements Supplier<Tensor> {
    private final NoiseSource source;
    private final Tensor like;
    private int count;

    CountedDraws(NoiseSource source, int before, Tensor like) {
        this.source = source;
        this.like = like;
        this.count = before;
    }

    @Override
    public Tensor get() {
        return source.draw(count++, like);
    }

    int count() {
        return count;
    }
}
