package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * Lets a backbone of any dtype be used from sampling code that computes in float32: schedulers and guidance subtract
 * nearly equal numbers, so half precision there would cost quality and gain nothing.
 */
record Float32Backbone(Backbone backbone, DType dtype) implements Backbone {
    @Override
    public BackboneInfo info() {
        return backbone.info();
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        try (Scope scope = Scope.open()) {
            Tensor prediction = backbone.forward(sample.toType(dtype.scalarType()), timestep, conditioning);
            return scope.keep(prediction.toType(DType.FLOAT32.scalarType()));
        }
    }

    @Override
    public Backbone prepare(Tensor timesteps, Conditioning conditioning, RunMemory memory) {
        return new Float32Backbone(backbone.prepare(timesteps, conditioning, memory), dtype);
    }
}
