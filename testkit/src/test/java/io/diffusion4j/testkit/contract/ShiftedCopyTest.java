package io.diffusion4j.testkit.contract;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.Conditioning;

class ShiftedCopyTest extends BackboneContract {
    @Override
    protected Backbone backbone() {
        return new ShiftedCopy();
    }

    @Override
    protected Conditioning conditioning(long batch) {
        return ShiftedCopy.shift(batch, 1);
    }
}
