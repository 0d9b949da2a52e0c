package io.diffusion4j.families.flux;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.families.singlefile.Fused;
import io.diffusion4j.families.singlefile.OriginalNames;
import io.diffusion4j.families.singlefile.Shapes;
import io.diffusion4j.pipelines.checkpoints.RenameRules;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tensors of a FLUX.1 transformer under its original names tell. */
record FluxShapes(TensorSource transformer, Shapes shapes) {
    /** Of the published models, whose positions are divided so. */
    static final int HEAD_SIZE = 128;

    private static final RenameRules RULES = RenameRules.resource(FluxShapes.class, "original.rules");
    private static final Set<String> SHIFT_FIRST = Set.of("final_layer.adaLN_modulation.1");

    static FluxShapes of(TensorSource transformer) {
        return new FluxShapes(transformer, new Shapes(transformer));
    }

    /** Whether the model is told a guidance scale, as dev is and schnell is not. */
    boolean guided() {
        return shapes.has("guidance_in.in_layer.weight");
    }

    int headSize() {
        return shapes.size("double_blocks.0.img_attn.norm.query_norm.scale", 0);
    }

    /** The keys of the transformer's config that shapes and names determine. */
    Map<String, Object> facts() {
        int channels = shapes.size("img_in.weight", 1);
        int made = shapes.size("final_layer.linear.weight", 0);
        if (channels != made) {
            throw new CheckpointException(transformer.location() + ": the transformer takes " + channels
                    + " channels and makes " + made + ", as the variants for inpainting and control do;"
                    + " these are not supported, only dev and schnell and models made from them");
        }
        return Map.of(
                "in_channels", channels,
                "num_layers", shapes.numbers("double_blocks", "").size(),
                "num_single_layers", shapes.numbers("single_blocks", "").size(),
                "num_attention_heads", shapes.divided(hidden(), headSize(), "heads"),
                "attention_head_dim", headSize(),
                "joint_attention_dim", shapes.size("txt_in.weight", 1),
                "pooled_projection_dim", shapes.size("vector_in.in_layer.weight", 1),
                "guidance_embeds", guided());
    }

    TensorSource weights() {
        long hidden = hidden();
        long mlp = shapes.size("single_blocks.0.linear1.weight", 0) - 3 * hidden;
        Fused first = Fused.of("linear1", List.of("q", "k", "v", "mlp"), List.of(hidden, hidden, hidden, mlp));
        return new OriginalNames(RULES, List.of(Fused.ATTENTION, first), SHIFT_FIRST).applied(transformer);
    }

    private int hidden() {
        return shapes.size("img_in.weight", 0);
    }
}
