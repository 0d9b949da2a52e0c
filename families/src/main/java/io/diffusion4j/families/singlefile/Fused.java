package io.diffusion4j.families.singlefile;

import io.diffusion4j.core.weights.TensorPart;
import io.diffusion4j.pipelines.checkpoints.FusedRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A layer that computes several projections at once.
 *
 * @param name matches names of its tensors; the groups are what stands before the layer's name, and after it
 * @param projections in the order of their rows
 * @param heights the rows of each; all have the same if empty
 */
public record Fused(Pattern name, List<String> projections, List<Long> heights) {
    /** Query, key and value, as both families keep them. */
    public static final Fused ATTENTION = of("qkv", List.of("q", "k", "v"), List.of());

    /** @param layer the last part of the layer's name */
    public static Fused of(String layer, List<String> projections, List<Long> heights) {
        return new Fused(Pattern.compile("(.*\\.)" + Pattern.quote(layer) + "\\.(weight|bias)"), projections, heights);
    }

    /** The projections under names that stand for the layer's; nothing if the tensor is of another layer. */
    Optional<Map<String, TensorPart>> parts(TensorPart part, UnaryOperator<String> newName) {
        Matcher matcher = name.matcher(part.name());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        UnaryOperator<String> named =
                projection -> newName.apply(matcher.group(1) + projection + "." + matcher.group(2));
        return Optional.of(
                heights.isEmpty()
                        ? FusedRows.inEqualParts(part, projections, named)
                        : FusedRows.parts(part, projections, heights, named));
    }
}
