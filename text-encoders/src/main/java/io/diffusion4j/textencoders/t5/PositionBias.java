package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What each head adds to the attention scores of tokens at a distance; T5 knows positions by nothing else. */
final class PositionBias {
    /**
     * The score of a token that is not to be seen: the least that float16 holds, far below any other. Not infinite, so
     * that a prompt of which nothing is to be seen has numbers all the same.
     */
    private static final double UNSEEN = -65_504;

    private final RelativeDistances distances;
    private final Embedding table;
    private final Device device;

    PositionBias(T5Settings settings, Device device, Weights weights) {
        distances = new RelativeDistances(settings.distanceBuckets(), settings.longestDistance());
        table = Embedding.of(weights, settings.distanceBuckets(), settings.heads());
        this.device = device;
    }

    /**
     * @param mask [batch, tokens], 0 for tokens that are not to be seen
     * @return broadcastable to [batch, heads, tokens, tokens]
     */
    Tensor of(long tokens, Optional<Tensor> mask) {
        try (Scope scope = Scope.open()) {
            Tensor bias = everywhere(tokens);
            return scope.keep(mask.map(m -> hide(bias, m)).orElse(bias));
        }
    }

    /** Row q of the bias is a stretch of the one list of distances, that for q = 0 the last one. [1, heads, tokens, tokens]. */
    private Tensor everywhere(long tokens) {
        long[] buckets = distances.inTextOf(tokens);
        Tensor ids = HostData.tensor(buckets, buckets.length).to(device, ScalarType.Long);
        Tensor byDistance = table.apply(ids).transpose(0, 1);
        return byDistance.unfold(1, tokens, 1).flip(1).unsqueeze(0);
    }

    private Tensor hide(Tensor bias, Tensor mask) {
        Tensor hidden = mask.to(device, ScalarType.Long).eq(new Scalar(0));
        return bias.masked_fill(hidden.unsqueeze(1).unsqueeze(1), new Scalar(UNSEEN));
    }
}
