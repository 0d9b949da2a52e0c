package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.nn.RmsNorm;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.textencoders.CheckedIds;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The encoder half of T5: each token sees all others. Raffel et al. 2020. Immutable and safe for several threads. */
final class T5Encoder {
    private static final String SHARED = "shared";
    private static final String OWN = "encoder.embed_tokens";

    private final int vocabularySize;
    private final Device device;
    private final Embedding embedding;
    private final PositionBias positionBias;
    private final Blocks<T5Block> blocks;
    private final RmsNorm finalNorm;

    /** Reads weights under the names of transformers' T5EncoderModel. */
    T5Encoder(T5Settings settings, BuildContext context) {
        vocabularySize = settings.vocabularySize();
        device = context.device();
        embedding = embedding(settings, context.weights());
        Weights block = context.weights().at("encoder.block");
        // all blocks use the first one's table
        positionBias =
                new PositionBias(settings, device, block.at(0).at("layer.0.SelfAttention.relative_attention_bias"));
        blocks = block.blocks(settings.layers(), (i, weights) -> new T5Block(settings, context, weights));
        finalNorm =
                RmsNorm.of(context.weights().at("encoder.final_layer_norm"), settings.width(), settings.normEpsilon());
    }

    /** The table lies in files under the name that it shared with the decoder, under its own, or under both. */
    private static Embedding embedding(T5Settings settings, Weights weights) {
        boolean shared = weights.has(SHARED + ".weight");
        boolean own = weights.has(OWN + ".weight");
        if (shared && own) {
            // Asking for it tells the loader that it is known.
            Embedding.of(weights.at(OWN), settings.vocabularySize(), settings.width());
        }
        return Embedding.of(weights.at(own && !shared ? OWN : SHARED), settings.vocabularySize(), settings.width());
    }

    /**
     * @param tokenIds [batch, tokens], int64
     * @param mask [batch, tokens], 0 for tokens that no other may see
     * @return [batch, tokens, width]; belongs to the open scope
     * @throws io.diffusion4j.core.error.CheckpointException if an id is outside the vocabulary
     */
    Tensor forward(Tensor tokenIds, Optional<Tensor> mask) {
        CheckedIds.of(tokenIds, Integer.MAX_VALUE, vocabularySize);
        try (Scope scope = Scope.open()) {
            Tensor x = embedding.apply(tokenIds.to(device, ScalarType.Long));
            Tensor bias = positionBias.of(tokenIds.size(1), mask);
            for (int i = 0; i < blocks.size(); i++) {
                Tensor before = x;
                x = blocks.use(i, block -> block.apply(before, bias));
            }
            return scope.keep(finalNorm.apply(x));
        }
    }
}
