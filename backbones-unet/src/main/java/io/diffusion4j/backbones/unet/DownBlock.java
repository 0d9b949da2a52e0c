package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** One level on the way down. */
record DownBlock(List<Layer> layers, Optional<Downsample> downsample) {
    DownBlock {
        layers = List.copyOf(layers);
    }

    /** @param skips gets the result of each layer @return half the size where it downsamples; of the open scope */
    Tensor apply(Tensor x, StepInputs step, SkipConnections skips) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = x;
            for (Layer layer : layers) {
                hidden = layer.apply(hidden, step);
                skips.push(hidden);
            }
            if (downsample.isPresent()) {
                hidden = downsample.get().apply(hidden);
                skips.push(hidden);
            }
            return scope.keep(hidden);
        }
    }
}
