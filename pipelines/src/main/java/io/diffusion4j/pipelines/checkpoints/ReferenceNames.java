package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.weights.TensorSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Brings the names that older files use for a class's weights to today's. */
final class ReferenceNames {
    private static final Map<String, UnaryOperator<TensorSource>> BY_CLASS = Map.of(
            "AutoencoderKL", VaeNames::current,
            "CLIPTextModel", ClipNames::withoutProjection,
            "CLIPTextModelWithProjection", ClipNames::withProjection);

    private ReferenceNames() {}

    static TensorSource of(String className, TensorSource source) {
        return BY_CLASS.getOrDefault(className, UnaryOperator.identity()).apply(source);
    }
}
