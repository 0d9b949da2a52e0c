package io.diffusion4j.core.sampling;

import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Noise that was drawn before, for repeating a run exactly. Immutable; the caller owns the tensors.
 *
 * @param first the draw that the first tensor is for: {@link NoiseSource#INITIAL}, or 0 if only the draws between steps
 *     are recorded
 * @param draws successive draws [batch, channels, height, width]
 */
public record RecordedNoise(int first, List<Tensor> draws) implements NoiseSource {
    public RecordedNoise {
        draws = List.copyOf(draws);
    }

    /** All draws of a run from the initial latents on. */
    public RecordedNoise(List<Tensor> draws) {
        this(INITIAL, draws);
    }

    /** @throws IllegalArgumentException if that draw is not recorded or has another shape */
    @Override
    public Tensor draw(int draw, Tensor like) {
        int index = draw - first;
        if (index < 0 || index >= draws.size()) {
            throw new IllegalArgumentException("draw %d is not recorded; there are draws %d to %d"
                    .formatted(draw, first, first + draws.size() - 1));
        }
        Tensor recorded = draws.get(index);
        long[] shape = HostData.shape(recorded);
        long[] wanted = HostData.shape(like);
        if (!Arrays.equals(shape, wanted)) {
            throw new IllegalArgumentException("draw %d was recorded with shape %s, asked for is %s"
                    .formatted(draw, Arrays.toString(shape), Arrays.toString(wanted)));
        }
        return recorded.to(like);
    }
}
