package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import java.util.Optional;
import java.util.Set;

/**
 * The names of the CLIP text model's weights. Files may lack the {@code text_model} prefix, hold the position ids as a
 * tensor, or be of the whole CLIP with its image side.
 */
final class ClipNames {
    private static final String PREFIX = "text_model.";
    private static final String PROJECTION = "text_projection.weight";
    private static final Set<String> TEXT_PARTS = Set.of("embeddings", "encoder", "final_layer_norm");

    private ClipNames() {}

    static TensorSource withProjection(TensorSource source) {
        return TensorView.renamed(source, ClipNames::current);
    }

    static TensorSource withoutProjection(TensorSource source) {
        return TensorView.keeping(withProjection(source), name -> !name.equals(PROJECTION));
    }

    private static Optional<String> current(String name) {
        if (name.endsWith("position_ids")
                || name.startsWith("vision_model.")
                || name.equals("visual_projection.weight")
                || name.equals("logit_scale")) {
            return Optional.empty();
        }
        String first = name.substring(0, Math.max(name.indexOf('.'), 0));
        return Optional.of(TEXT_PARTS.contains(first) ? PREFIX + name : name);
    }
}
