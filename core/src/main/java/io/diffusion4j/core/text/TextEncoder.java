package io.diffusion4j.core.text;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.error.ConfigurationException;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Turns prompts into conditioning. Immutable and safe for several threads. */
public interface TextEncoder {
    /** The token ids of each prompt [prompts, tokens], int64 on the CPU, truncated and padded as the model expects. */
    Tensor tokenize(List<String> prompts);

    /**
     * The same with rows of that many tokens, for encoders that read prompts of any length.
     *
     * @throws ConfigurationException if the encoder's rows have another, fixed length
     */
    default Tensor tokenize(List<String> prompts, int tokens) {
        Tensor ids = tokenize(prompts);
        if (ids.size(1) != tokens) {
            throw new ConfigurationException("this text encoder reads %d tokens of each prompt, not %d; ask for %d"
                    .formatted(ids.size(1), tokens, ids.size(1)));
        }
        return ids;
    }

    /**
     * Which tokens belong to the prompts [prompts, tokens], int64: 1, or 0 for the padding behind them. Encoders that
     * were trained to read the padding as well, such as CLIP, say 1 everywhere.
     */
    default Tensor mask(Tensor tokenIds) {
        return torch.ones_like(tokenIds);
    }

    /**
     * All tokens see each other as the model has it, padding too.
     *
     * @param tokenIds [prompts, tokens], int64
     * @param skipLayers how many of the last layers to leave out ("clip skip" counted from 0)
     * @return one row per prompt; its tensors belong to the open scope
     */
    Conditioning encode(Tensor tokenIds, int skipLayers);

    /**
     * The same, but no token sees those that the mask leaves out. The rows of these are to be ignored.
     *
     * @param mask [prompts, tokens], 1 where a token may be seen, such as {@link #mask}
     * @return with the mask as {@link Conditioning#CONTEXT_MASK}
     * @throws ConfigurationException if the encoder cannot leave out tokens
     */
    default Conditioning encode(Tensor tokenIds, Tensor mask, int skipLayers) {
        throw new ConfigurationException("this text encoder takes no mask; encode without one");
    }

    /** {@link #tokenize(List)}, then {@link #encode(Tensor, int)}. */
    default Conditioning encode(List<String> prompts, int skipLayers) {
        return encode(tokenize(prompts), skipLayers);
    }
}
