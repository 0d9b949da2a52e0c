package io.diffusion4j.families.stablediffusion;

import io.diffusion4j.core.weights.TensorPart;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import io.diffusion4j.pipelines.checkpoints.FusedRows;
import io.diffusion4j.pipelines.checkpoints.RenameRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings OpenCLIP's names of text weights to those of the Hugging Face model, and splits its fused projections. */
final class OpenClipNames {
    private static final RenameRules RULES = RenameRules.resource(OpenClipNames.class, "open-clip.rules");
    private static final Set<String> UNUSED = Set.of("text_projection", "logit_scale", "attn_mask");
    private static final Pattern LAYER = Pattern.compile("transformer\\.resblocks\\.(\\d+)\\..*");
    private static final Pattern FUSED = Pattern.compile("(.*\\.attn)\\.in_proj_(weight|bias)");
    private static final List<String> PROJECTIONS = List.of("q_proj", "k_proj", "v_proj");

    private OpenClipNames() {}

    /** @param layers how many layers to take: the last one of the file is not used by Stable Diffusion 2 */
    static TensorSource current(TensorSource source, int layers) {
        return TensorView.mapped(source, part -> {
            Matcher layer = LAYER.matcher(part.name());
            boolean beyond = layer.matches() && Integer.parseInt(layer.group(1)) >= layers;
            return beyond || UNUSED.contains(part.name()) ? Map.of() : views(part);
        });
    }

    private static Map<String, TensorPart> views(TensorPart part) {
        Matcher fused = FUSED.matcher(part.name());
        if (!fused.matches()) {
            return Map.of(RULES.apply(part.name()), part);
        }
        return FusedRows.inEqualParts(
                part, PROJECTIONS, name -> RULES.apply(fused.group(1) + "." + name + "." + fused.group(2)));
    }
}
