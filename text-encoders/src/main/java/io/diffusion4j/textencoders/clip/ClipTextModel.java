package io.diffusion4j.textencoders.clip;

import static org.bytedeco.pytorch.global.torch.full;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * CLIP's text transformer: each token sees itself and those before it. Radford et al. 2021, section 2.4. Immutable and
 * safe for several threads.
 */
public final class ClipTextModel {
    private static final String PREFIX = "text_model";

    private final ClipTextSettings settings;
    private final Device device;
    private final ClipEmbeddings embeddings;
    private final List<ClipLayer> layers;
    private final LayerNorm finalNorm;
    private final Optional<Linear> projection;

    /** @param weights under the names of transformers' CLIPTextModel, with or without their {@code text_model.} */
    public ClipTextModel(ClipTextSettings settings, Device device, Weights weights, AttentionKernel kernel) {
        this.settings = settings;
        this.device = device;
        Weights transformer = weights.has("embeddings.token_embedding.weight") ? weights : weights.at(PREFIX);
        embeddings = new ClipEmbeddings(settings, transformer.at("embeddings"));
        layers = IntStream.range(0, settings.layers())
                .mapToObj(i ->
                        new ClipLayer(settings, transformer.at("encoder.layers").at(i), kernel))
                .toList();
        finalNorm = LayerNorm.of(transformer.at("final_layer_norm"), settings.width(), settings.normEpsilon());
        projection = settings.projectionWidth()
                .map(width -> Linear.withoutBias(weights.at("text_projection"), settings.width(), width));
    }

    /**
     * @param tokenIds [batch, tokens], int64, at most as many tokens as the model has positions
     * @throws io.diffusion4j.core.error.CheckpointException if an id is outside the vocabulary
     */
    public ClipTextOutput forward(Tensor tokenIds) {
        TokenIds ids = TokenIds.of(tokenIds, settings);
        try (Scope scope = Scope.open()) {
            List<Tensor> hidden = hiddenStates(tokenIds.to(device, ScalarType.Long));
            Tensor last = normalize(hidden.get(hidden.size() - 1));
            Tensor pooled = pool(last, ids);
            return new ClipTextOutput(
                    scope.keep(hidden),
                    scope.keep(last),
                    scope.keep(pooled),
                    projection.map(linear -> scope.keep(linear.apply(pooled))));
        }
    }

    /** The final norm of hidden states [batch, tokens, width]. */
    Tensor normalize(Tensor hidden) {
        return finalNorm.apply(hidden);
    }

    private List<Tensor> hiddenStates(Tensor ids) {
        List<Tensor> hidden = new ArrayList<>();
        Tensor x = embeddings.apply(ids);
        Tensor mask = causalMask(ids.size(1)).to(x);
        hidden.add(x);
        for (ClipLayer layer : layers) {
            x = layer.apply(x, mask);
            hidden.add(x);
        }
        return hidden;
    }

    /** 0 on and below the diagonal, minus infinity above; [tokens, tokens]. */
    private static Tensor causalMask(long tokens) {
        return full(new long[] {tokens, tokens}, new Scalar(Double.NEGATIVE_INFINITY))
                .triu_(1);
    }

    private Tensor pool(Tensor last, TokenIds ids) {
        Tensor positions = HostData.tensor(ids.pooledPositions(settings.pooledToken()), ids.rows());
        return last.flatten(0, 1).index_select(0, positions.to(device, ScalarType.Long));
    }
}
