package io.diffusion4j.autoencoders;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** A linear transition from the end of one tile into the start of the next: weight 0, 1/n .. (n-1)/n for the next. */
record Fade(long overlap, int dimension) {
    /** Overwrites the start of {@code tile}. */
    void apply(Tensor before, Tensor tile) {
        try (Scope scope = Scope.open()) {
            Tensor end = before.narrow(dimension, before.size(dimension) - overlap, overlap);
            Tensor start = tile.narrow(dimension, 0, overlap);
            start.mul_(weights(i -> (double) i / overlap, tile))
                    .add_(end.mul(weights(i -> 1 - (double) i / overlap, tile)));
        }
    }

    private Tensor weights(LongToDoubleFunction weight, Tensor like) {
        long[] shape = new long[(int) like.dim()];
        Arrays.fill(shape, 1);
        shape[dimension] = overlap;
        double[] values = LongStream.range(0, overlap).mapToDouble(weight).toArray();
        return HostData.tensor(values, shape).to(like);
    }
}
