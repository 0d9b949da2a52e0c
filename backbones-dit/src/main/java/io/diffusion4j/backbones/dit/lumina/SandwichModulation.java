package io.diffusion4j.backbones.dit.lumina;

import static org.bytedeco.pytorch.global.torch.addcmul;
import static org.bytedeco.pytorch.global.torch.chunk;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * What the timestep does to a sublayer: scales what goes in, and gates what comes out, never by more than 1.
 *
 * @param scale [batch, 1, width], around 0
 * @param gate [batch, 1, width], between -1 and 1
 */
record SandwichModulation(Tensor scale, Tensor gate) {
    /** @param parameters [batch, 4 · width] @return of attention and perceptron; their tensors belong to the open scope */
    static List<SandwichModulation> each(Tensor parameters) {
        TensorVector all = chunk(parameters.unsqueeze(1), 4, 2);
        return List.of(
                new SandwichModulation(all.get(0), all.get(1).tanh()),
                new SandwichModulation(all.get(2), all.get(3).tanh()));
    }

    Tensor enter(Tensor normalised) {
        return addcmul(normalised, normalised, scale);
    }

    Tensor leave(Tensor tokens, Tensor normalised) {
        return addcmul(tokens, gate, normalised);
    }
}
