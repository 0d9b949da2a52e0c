package io.diffusion4j.pipelines;

import io.diffusion4j.core.tensor.DType;
import java.util.Optional;

/** What a user may ask weights and activations to be computed in. */
public enum Precision {
    AUTO(null),
    FLOAT32(DType.FLOAT32),
    FLOAT16(DType.FLOAT16),
    BFLOAT16(DType.BFLOAT16);

    private final DType dtype;

    Precision(DType dtype) {
        this.dtype = dtype;
    }

    /** The dtype that was asked for; empty for {@link #AUTO}. */
    public Optional<DType> dtype() {
        return Optional.ofNullable(dtype);
    }

    /** The precision of that dtype. */
    public static Precision of(DType dtype) {
        return valueOf(dtype.name());
    }
}
