package io.diffusion4j.families.flux;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.RunMemory;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Tells a backbone the noise level, from 0 to 1, instead of the scheduler's timestep, which is a thousand times that. */
record NoiseLevelTime(Backbone backbone) implements Backbone {
    private static final double TIMESTEPS = 1000;

    @Override
    public BackboneInfo info() {
        return backbone.info();
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        try (Scope scope = Scope.open()) {
            return scope.keep(backbone.forward(sample, inUnits(timestep), conditioning));
        }
    }

    @Override
    public Backbone prepare(Tensor timesteps, Conditioning conditioning, RunMemory memory) {
        return new NoiseLevelTime(backbone.prepare(inUnits(timesteps), conditioning, memory));
    }

    private static Tensor inUnits(Tensor timestep) {
        return timestep.div(new Scalar(TIMESTEPS));
    }
}
