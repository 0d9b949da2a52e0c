package io.diffusion4j.core.sampling;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * Noise from one seed for the whole batch, as the reference implementation draws it when several images share one
 * generator: an image's noise then depends on its place in the batch and on the batch's size. {@link SeededNoise} has
 * neither flaw; this class is for reproducing such runs. What is said there of draws, threads and scopes holds here.
 */
public final class SingleSeedNoise implements NoiseSource {
    private final SeededNoiseStream stream;
    private final int first;

    public SingleSeedNoise(long seed) {
        this(seed, INITIAL);
    }

    /** @param first the draw that gets the seed's first numbers, as in {@link SeededNoise} */
    public SingleSeedNoise(long seed, int first) {
        this.stream = new SeededNoiseStream(seed);
        this.first = first;
    }

    /** @throws IllegalArgumentException if the draw is before the first */
    @Override
    public Tensor draw(int draw, Tensor like) {
        try (Scope scope = Scope.open()) {
            int position = SeededNoiseStream.position(draw, first);
            return scope.keep(stream.at(position, HostData.shape(like)).to(like));
        }
    }
}
