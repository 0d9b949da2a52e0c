package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import org.bytedeco.pytorch.Tensor;

/** Remembers whether all that a backbone said was finite. Belongs to one thread. */
final class WatchedBackbone implements Backbone {
    private final Backbone backbone;
    private boolean finite = true;

    WatchedBackbone(Backbone backbone) {
        this.backbone = backbone;
    }

    boolean wasFinite() {
        return finite;
    }

    @Override
    public BackboneInfo info() {
        return backbone.info();
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        Tensor prediction = backbone.forward(sample, timestep, conditioning);
        finite &= Finiteness.of(prediction);
        return prediction;
    }
}
