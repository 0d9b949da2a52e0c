package io.diffusion4j.backbones.unet;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** One level on the way up. */
record UpBlock(List<Layer> layers, Optional<Upsample> upsample) {
    UpBlock {
        layers = List.copyOf(layers);
    }

    /** @param skips gives one tensor to each layer @return of the next skip's size where it upsamples; of the open scope */
    Tensor apply(Tensor x, StepInputs step, SkipConnections skips) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = x;
            for (Layer layer : layers) {
                hidden = apply(layer, hidden, step, skips);
            }
            if (upsample.isPresent()) {
                hidden = upsample.get().apply(hidden, skips.topSize());
            }
            return scope.keep(hidden);
        }
    }

    private static Tensor apply(Layer layer, Tensor x, StepInputs step, SkipConnections skips) {
        try (Scope scope = Scope.open()) {
            return scope.keep(layer.apply(joined(x, skips), step));
        }
    }

    private static Tensor joined(Tensor x, SkipConnections skips) {
        try (Scope scope = Scope.open()) {
            return scope.keep(cat(new TensorVector(x, skips.pop()), 1));
        }
    }
}
