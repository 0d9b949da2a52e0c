package io.diffusion4j.training.precision;

import io.diffusion4j.core.tensor.DType;

/** What exported weights are rounded to. */
public enum ExportPrecision {
    FLOAT16(DType.FLOAT16),
    FLOAT32(DType.FLOAT32);

    private final DType dtype;

    ExportPrecision(DType dtype) {
        this.dtype = dtype;
    }

    public DType dtype() {
        return dtype;
    }
}
