package io.diffusion4j.textencoders.clip;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Everything that a CLIP text model computes. The tensors belong to the scope that was open at the call.
 *
 * @param hiddenStates the embeddings, then the output of each layer, without the final norm; [batch, tokens, width] each
 * @param lastHiddenState the last of them with the final norm
 * @param pooled {@code lastHiddenState} at the end of each prompt [batch, width]
 * @param projected {@code pooled} in the space shared with images [batch, projection], if the model has a projection
 */
public record ClipTextOutput(
        List<Tensor> hiddenStates, Tensor lastHiddenState, Tensor pooled, Optional<Tensor> projected) {
    public ClipTextOutput {
        hiddenStates = List.copyOf(hiddenStates);
    }
}
