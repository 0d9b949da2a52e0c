package io.diffusion4j.families.singlefile;

import io.diffusion4j.core.weights.TensorPart;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import io.diffusion4j.pipelines.checkpoints.RenameRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a transformer's original names become the reference's.
 *
 * @param rules for the names, those of fused layers' projections included
 * @param fused the layers that the reference keeps apart
 * @param shiftFirst layers that give shift and scale in this order, where the reference has scale and shift
 */
public record OriginalNames(RenameRules rules, List<Fused> fused, Set<String> shiftFirst) {
    public TensorSource applied(TensorSource original) {
        return TensorView.mapped(original, this::views);
    }

    private Map<String, TensorPart> views(TensorPart part) {
        return fused.stream()
                .map(layer -> layer.parts(part, rules::apply))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> Map.of(rules.apply(part.name()), scaleFirst(part)));
    }

    /** A tensor that has no halves is left to the loader, which reports shapes that do not fit. */
    private TensorPart scaleFirst(TensorPart part) {
        String layer = part.name().substring(0, Math.max(part.name().lastIndexOf('.'), 0));
        List<Long> shape = part.info().shape();
        boolean halves = !shape.isEmpty() && shape.get(0) % 2 == 0;
        return halves && shiftFirst.contains(layer) ? part.halvesSwapped() : part;
    }
}
