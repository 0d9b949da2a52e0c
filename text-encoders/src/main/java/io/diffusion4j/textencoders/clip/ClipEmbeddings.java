package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The sum of a token's vector and its position's. */
final class ClipEmbeddings {
    private final Embedding tokens;
    private final Tensor positions;

    ClipEmbeddings(ClipTextSettings settings, Weights weights) {
        tokens = Embedding.of(weights.at("token_embedding"), settings.vocabularySize(), settings.width());
        positions = weights.at("position_embedding").get("weight", settings.positions(), settings.width());
        if (weights.has("position_ids")) {
            // Older files list the numbers 0, 1, 2, ... as well; asking for them tells the loader that they are known.
            weights.get("position_ids", 1, settings.positions());
        }
    }

    /** ids [batch, tokens] to [batch, tokens, width]. */
    Tensor apply(Tensor ids) {
        return tokens.apply(ids).add(positions.narrow(0, 0, ids.size(1)));
    }
}
