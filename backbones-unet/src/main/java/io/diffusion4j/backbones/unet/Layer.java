package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** A residual block, and the transformer behind it if the level has them. */
record Layer(ResnetBlock resnet, Optional<SpatialTransformer> transformer) {
    /** @param x [batch, in, height, width] @return [batch, out, height, width]; belongs to the open scope */
    Tensor apply(Tensor x, StepInputs step) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = resnet.apply(x, step);
            return scope.keep(transformer.map(t -> t.apply(hidden, step)).orElse(hidden));
        }
    }
}
