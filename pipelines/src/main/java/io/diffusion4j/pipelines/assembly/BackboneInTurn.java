package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import org.bytedeco.pytorch.Tensor;

/** A backbone that is loaded when it predicts. @param outline the same without weights */
record BackboneInTurn(Backbone outline, Turn<Backbone> turn) implements Backbone {
    @Override
    public BackboneInfo info() {
        return outline.info();
    }

    @Override
    public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
        return turn.use(backbone -> backbone.forward(sample, timestep, conditioning));
    }
}
