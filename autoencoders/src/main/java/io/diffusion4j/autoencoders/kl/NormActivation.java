package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.GroupNorm;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Group normalisation and the non-linearity behind it, in the normalised tensor's own memory where libtorch can. */
record NormActivation(GroupNorm norm, Activation activation) {
    Tensor apply(Tensor x) {
        Tensor normalised = norm.apply(x);
        if (activation != Activation.SILU) {
            return activation.apply(normalised);
        }
        // Unlike the in-place methods of tensors, this function returns another object, which does not own the memory.
        torch.silu_(normalised);
        return normalised;
    }
}
