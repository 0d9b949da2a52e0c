package io.diffusion4j.families.singlefile;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** The names of Stability AI. */
final class OriginalStableDiffusion3 {
    private OriginalStableDiffusion3() {}

    static Map<String, Tensor> of(Function<String, Optional<Tensor>> reference) {
        Original file = new Original(reference);
        file.tensor("pos_embed", "pos_embed.pos_embed");
        file.layer("x_embedder.proj", "pos_embed.proj");
        file.layer("context_embedder", "context_embedder");
        file.layer("t_embedder.mlp.0", "time_text_embed.timestep_embedder.linear_1");
        file.layer("t_embedder.mlp.2", "time_text_embed.timestep_embedder.linear_2");
        file.layer("y_embedder.mlp.0", "time_text_embed.text_embedder.linear_1");
        file.layer("y_embedder.mlp.2", "time_text_embed.text_embedder.linear_2");
        for (int i = 0; file.has("transformer_blocks." + i + ".attn.to_q.weight"); i++) {
            String block = "joint_blocks." + i;
            String ref = "transformer_blocks." + i;
            image(file, block + ".x_block", ref);
            boolean last = !file.has("transformer_blocks." + (i + 1) + ".attn.to_q.weight");
            text(file, block + ".context_block", ref, last);
        }
        file.shiftAndScale("final_layer.adaLN_modulation.1", "norm_out.linear");
        file.layer("final_layer.linear", "proj_out");
        return file.tensors();
    }

    private static void image(Original file, String block, String ref) {
        file.layer(block + ".adaLN_modulation.1", ref + ".norm1.linear");
        file.layer(block + ".attn.qkv", ref + ".attn.to_q", ref + ".attn.to_k", ref + ".attn.to_v");
        file.layer(block + ".attn.proj", ref + ".attn.to_out.0");
        if (file.has(ref + ".attn.norm_q.weight")) {
            file.tensor(block + ".attn.ln_q.weight", ref + ".attn.norm_q.weight");
            file.tensor(block + ".attn.ln_k.weight", ref + ".attn.norm_k.weight");
        }
        if (file.has(ref + ".attn2.to_q.weight")) {
            file.layer(block + ".attn2.qkv", ref + ".attn2.to_q", ref + ".attn2.to_k", ref + ".attn2.to_v");
            file.layer(block + ".attn2.proj", ref + ".attn2.to_out.0");
            file.tensor(block + ".attn2.ln_q.weight", ref + ".attn2.norm_q.weight");
            file.tensor(block + ".attn2.ln_k.weight", ref + ".attn2.norm_k.weight");
        }
        file.layer(block + ".mlp.fc1", ref + ".ff.net.0.proj");
        file.layer(block + ".mlp.fc2", ref + ".ff.net.2");
    }

    private static void text(Original file, String block, String ref, boolean last) {
        file.layer(block + ".attn.qkv", ref + ".attn.add_q_proj", ref + ".attn.add_k_proj", ref + ".attn.add_v_proj");
        if (file.has(ref + ".attn.norm_added_q.weight")) {
            file.tensor(block + ".attn.ln_q.weight", ref + ".attn.norm_added_q.weight");
            file.tensor(block + ".attn.ln_k.weight", ref + ".attn.norm_added_k.weight");
        }
        if (last) {
            file.shiftAndScale(block + ".adaLN_modulation.1", ref + ".norm1_context.linear");
            return;
        }
        file.layer(block + ".adaLN_modulation.1", ref + ".norm1_context.linear");
        file.layer(block + ".attn.proj", ref + ".attn.to_add_out");
        file.layer(block + ".mlp.fc1", ref + ".ff_context.net.0.proj");
        file.layer(block + ".mlp.fc2", ref + ".ff_context.net.2");
    }
}
