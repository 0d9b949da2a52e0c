package io.diffusion4j.core.tensor;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element types of tensors, with their names in safetensors files. Using one does not load the native libraries. */
public enum DType {
    FLOAT64("F64", 8),
    FLOAT32("F32", 4),
    FLOAT16("F16", 2),
    BFLOAT16("BF16", 2),
    FLOAT8_E4M3("F8_E4M3", 1),
    FLOAT8_E5M2("F8_E5M2", 1),
    INT64("I64", 8),
    INT32("I32", 4),
    INT16("I16", 2),
    INT8("I8", 1),
    UINT8("U8", 1),
    BOOL("BOOL", 1);

    private final String safetensorsName;
    private final int bytes;

    DType(String safetensorsName, int bytes) {
        this.safetensorsName = safetensorsName;
        this.bytes = bytes;
    }

    public String safetensorsName() {
        return safetensorsName;
    }

    /** Size of one element in bytes. */
    public int bytes() {
        return bytes;
    }

    public boolean isFloatingPoint() {
        return ordinal() <= FLOAT8_E5M2.ordinal();
    }

    public static Optional<DType> ofSafetensorsName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.safetensorsName.equals(name))
                .findFirst();
    }

    /** The libtorch type; loads the native libraries. */
    public ScalarType scalarType() {
        return switch (this) {
            case FLOAT64 -> ScalarType.Double;
            case FLOAT32 -> ScalarType.Float;
            case FLOAT16 -> ScalarType.Half;
            case BFLOAT16 -> ScalarType.BFloat16;
            case FLOAT8_E4M3 -> ScalarType.Float8_e4m3fn;
            case FLOAT8_E5M2 -> ScalarType.Float8_e5m2;
            case INT64 -> ScalarType.Long;
            case INT32 -> ScalarType.Int;
            case INT16 -> ScalarType.Short;
            case INT8 -> ScalarType.Char;
            case UINT8 -> ScalarType.Byte;
            case BOOL -> ScalarType.Bool;
        };
    }
}
