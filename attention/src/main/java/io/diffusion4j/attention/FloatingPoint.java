package io.diffusion4j.attention;

import io.diffusion4j.core.tensor.DType;

/** The element types that libtorch multiplies matrices of. */
final class FloatingPoint {
    private FloatingPoint() {}

    static boolean computes(DType dtype) {
        return switch (dtype) {
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 -> true;
            default -> false;
        };
    }

    static boolean isHalf(DType dtype) {
        return dtype == DType.FLOAT16 || dtype == DType.BFLOAT16;
    }
}
