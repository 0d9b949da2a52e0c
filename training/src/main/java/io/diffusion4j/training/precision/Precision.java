package io.diffusion4j.training.precision;

import io.diffusion4j.core.tensor.DType;
import java.util.Optional;

/** In which element type matrix products and convolutions compute; weights, norms and sums are float32 always. */
public enum Precision {
    FLOAT32,
    BFLOAT16,
    /** With a scaled loss, because gradients are often below what it can hold. */
    FLOAT16;

    /** The half type, if it is one. */
    public Optional<DType> half() {
        return this == FLOAT32 ? Optional.empty() : Optional.of(DType.valueOf(name()));
    }
}
