package io.diffusion4j.core.sampling;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Noise from one seed per image. Image {@code i} gets what {@code torch.Generator().manual_seed(seeds[i])} draws as
 * float32 of shape [1, channels, height, width] on the CPU, whatever device and dtype are asked for, so it does not
 * depend on the rest of the batch or on the device. Only the low 32 bits of a seed count, as in torch.
 *
 * <p>All draws of a run have the same shape: a draw that is asked for out of order is reached by repeating the ones
 * before it in the shape of the one that is asked for. Asking in order costs nothing extra. An instance belongs to one
 * run on one thread; its generators belong to the scope that is open when it is made.
 */
public final class SeededNoise implements NoiseSource {
    private final List<SeededNoiseStream> streams;
    private final int first;

    /** The first numbers of each seed become the initial latents. */
    public SeededNoise(List<Long> seeds) {
        this(seeds, INITIAL);
    }

    /**
     * @param seeds one for each image
     * @param first the draw that gets the first numbers of each seed: {@link #INITIAL}, 0 for a run whose latents were
     *     given, or less than {@code INITIAL} for one that samples an image's posterior before
     */
    public SeededNoise(List<Long> seeds, int first) {
        this.streams = seeds.stream().map(SeededNoiseStream::new).toList();
        this.first = first;
    }

    /** @throws IllegalArgumentException if the batch has another size than the seeds, or the draw is before the first */
    @Override
    public Tensor draw(int draw, Tensor like) {
        int position = SeededNoiseStream.position(draw, first);
        long[] shape = HostData.shape(like);
        if (shape[0] != streams.size()) {
            throw new IllegalArgumentException(
                    "noise for a batch of " + shape[0] + " is asked from " + streams.size() + " seeds");
        }
        shape[0] = 1;
        try (Scope scope = Scope.open()) {
            TensorVector images = new TensorVector();
            streams.forEach(stream -> images.push_back(stream.at(position, shape)));
            return scope.keep(torch.cat(images, 0).to(like));
        }
    }
}
