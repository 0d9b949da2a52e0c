package io.diffusion4j.backbones.dit.blocks;

import static org.bytedeco.pytorch.global.torch.addcmul;
import static org.bytedeco.pytorch.global.torch.chunk;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * What the conditioning does to one sublayer of a block: it scales and shifts what goes in, and gates what comes out.
 * adaLN-Zero; Peebles and Xie 2023, section 3.2.
 *
 * @param shift [batch, 1, width]
 * @param scale [batch, 1, width], around 0
 * @param gate [batch, 1, width]
 */
public record Modulation(Tensor shift, Tensor scale, Tensor gate) {

    /**
     * One for each sublayer, in their order. The tensors are views and belong to the open scope.
     *
     * @param parameters [batch, 3 · sublayers, width]: shift, scale and gate of the first sublayer, then of the next
     */
    public static List<Modulation> each(Tensor parameters) {
        TensorVector all = chunk(parameters, parameters.size(1), 1);
        List<Modulation> modulations = new ArrayList<>();
        for (long i = 0; i < all.size(); i += 3) {
            modulations.add(new Modulation(all.get(i), all.get(i + 1), all.get(i + 2)));
        }
        return modulations;
    }

    /** @param normalised [batch, tokens, width] @return the same shape; belongs to the open scope */
    public Tensor enter(Tensor normalised) {
        return shifted(normalised, shift, scale);
    }

    /**
     * Adds a sublayer's result to what its block began with.
     *
     * @param tokens [batch, tokens, width]
     * @param result the same shape
     * @return the same shape; belongs to the open scope
     */
    public Tensor leave(Tensor tokens, Tensor result) {
        return addcmul(tokens, gate, result);
    }

    /** {@code x · (1 + scale) + shift}; belongs to the open scope. */
    public static Tensor shifted(Tensor x, Tensor shift, Tensor scale) {
        return addcmul(shift, x, scale.add(new Scalar(1)));
    }
}
