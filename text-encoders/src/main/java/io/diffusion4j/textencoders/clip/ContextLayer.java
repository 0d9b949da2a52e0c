package io.diffusion4j.textencoders.clip;

import org.bytedeco.pytorch.Tensor;

/** Which hidden states a model family conditions its backbone on. */
public enum ContextLayer {
    /** After the last layer, with the final norm: Stable Diffusion 1 and 2. */
    LAST_HIDDEN_STATE(0) {
        @Override
        Tensor finish(ClipTextModel model, Tensor hidden) {
            return model.normalize(hidden);
        }
    },
    /** After the last layer but one, without the final norm: SDXL. */
    PENULTIMATE(1) {
        @Override
        Tensor finish(ClipTextModel model, Tensor hidden) {
            return hidden;
        }
    };

    private final int fromLast;

    ContextLayer(int fromLast) {
        this.fromLast = fromLast;
    }

    /** How many layers from the last one it is taken. */
    int fromLast() {
        return fromLast;
    }

    abstract Tensor finish(ClipTextModel model, Tensor hidden);
}
