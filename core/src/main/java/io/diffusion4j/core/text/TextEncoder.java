package io.diffusion4j.core.text;

import io.diffusion4j.core.backbone.Conditioning;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Turns prompts into conditioning. Immutable and safe for several threads. */
public interface TextEncoder {
    /** The token ids of each prompt [prompts, tokens], int64 on the CPU, truncated and padded as the model expects. */
    Tensor tokenize(List<String> prompts);

    /**
     * @param tokenIds [prompts, tokens], int64
     * @param skipLayers how many of the last layers to leave out ("clip skip" counted from 0)
     * @return one row per prompt; its tensors belong to the open scope
     */
    Conditioning encode(Tensor tokenIds, int skipLayers);

    /** {@link #tokenize}, then {@link #encode(Tensor, int)}. */
    default Conditioning encode(List<String> prompts, int skipLayers) {
        return encode(tokenize(prompts), skipLayers);
    }
}
