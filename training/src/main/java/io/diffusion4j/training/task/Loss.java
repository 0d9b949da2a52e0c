package io.diffusion4j.training.task;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * @param value what the optimizer lowers: one number, float32
 * @param figures what the log should tell beside it, each one number; no gradient is taken of them
 */
public record Loss(Tensor value, Map<String, Tensor> figures) {
    public static Loss of(Tensor value) {
        return new Loss(value, Map.of());
    }
}
