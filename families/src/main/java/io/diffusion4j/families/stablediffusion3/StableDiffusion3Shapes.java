package io.diffusion4j.families.stablediffusion3;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.families.singlefile.Fused;
import io.diffusion4j.families.singlefile.OriginalNames;
import io.diffusion4j.families.singlefile.Shapes;
import io.diffusion4j.pipelines.checkpoints.RenameRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tensors of a Stable Diffusion 3 transformer under its original names tell. */
record StableDiffusion3Shapes(TensorSource transformer, Shapes shapes) {
    private static final RenameRules RULES = RenameRules.resource(StableDiffusion3Shapes.class, "original.rules");
    private static final String BLOCKS = "joint_blocks";
    private static final String QUERY_NORM = BLOCKS + ".0.x_block.attn.ln_q.weight";
    /** Of all published models. */
    private static final int HEAD_SIZE = 64;

    static StableDiffusion3Shapes of(TensorSource transformer) {
        return new StableDiffusion3Shapes(transformer, new Shapes(transformer));
    }

    /** The keys of the transformer's config that shapes and names determine. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>();
        int patch = shapes.size("x_embedder.proj.weight", 2);
        facts.put("patch_size", patch);
        facts.put("in_channels", shapes.size("x_embedder.proj.weight", 1));
        facts.put(
                "out_channels",
                shapes.divided(shapes.size("final_layer.linear.weight", 0), patch * patch, "pixels of patches"));
        facts.put("num_layers", blocks());
        facts.put("caption_projection_dim", width());
        facts.put("joint_attention_dim", shapes.size("context_embedder.weight", 1));
        facts.put("pooled_projection_dim", shapes.size("y_embedder.mlp.0.weight", 1));
        facts.put("pos_embed_max_size", root(shapes.size("pos_embed", 1)));
        facts.put("dual_attention_layers", shapes.numbers(BLOCKS, "x_block.attn2."));
        facts.put("qk_norm", shapes.has(QUERY_NORM) ? "rms_norm" : null);
        if (shapes.has(QUERY_NORM)) {
            facts.putAll(heads(shapes.size(QUERY_NORM, 0)));
        }
        return facts;
    }

    /** What shapes leave open where queries have no norm; a folder may know better. */
    Map<String, Object> published() {
        Map<String, Object> keys = new HashMap<>(Map.of("sample_size", 128));
        if (width() % HEAD_SIZE == 0) {
            keys.putAll(heads(HEAD_SIZE));
        }
        return keys;
    }

    /** Whether the config is complete without a folder. */
    boolean tellsHeads() {
        return shapes.has(QUERY_NORM) || width() % HEAD_SIZE == 0;
    }

    /** The last block has no output for the text, so its text side ends with a norm like the whole model's. */
    TensorSource weights() {
        String last = BLOCKS + "." + (blocks() - 1) + ".context_block.adaLN_modulation.1";
        return new OriginalNames(RULES, List.of(Fused.ATTENTION), Set.of("final_layer.adaLN_modulation.1", last))
                .applied(transformer);
    }

    private Map<String, Integer> heads(int size) {
        return Map.of("attention_head_dim", size, "num_attention_heads", shapes.divided(width(), size, "heads"));
    }

    private int blocks() {
        return shapes.numbers(BLOCKS, "").size();
    }

    private int width() {
        return shapes.size("x_embedder.proj.weight", 0);
    }

    private int root(int positions) {
        int side = (int) Math.round(Math.sqrt(positions));
        if (side * side != positions) {
            throw new CheckpointException(transformer.location() + ": pos_embed holds " + positions
                    + " positions, which are no square; the file is damaged or of another model");
        }
        return side;
    }
}
