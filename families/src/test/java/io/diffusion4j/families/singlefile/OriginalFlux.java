package io.diffusion4j.families.singlefile;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** The names of Black Forest Labs. */
final class OriginalFlux {
    private OriginalFlux() {}

    static Map<String, Tensor> of(Function<String, Optional<Tensor>> reference) {
        Original file = new Original(reference);
        file.layer("img_in", "x_embedder");
        file.layer("txt_in", "context_embedder");
        file.layer("time_in.in_layer", "time_text_embed.timestep_embedder.linear_1");
        file.layer("time_in.out_layer", "time_text_embed.timestep_embedder.linear_2");
        file.layer("vector_in.in_layer", "time_text_embed.text_embedder.linear_1");
        file.layer("vector_in.out_layer", "time_text_embed.text_embedder.linear_2");
        if (file.has("time_text_embed.guidance_embedder.linear_1.weight")) {
            file.layer("guidance_in.in_layer", "time_text_embed.guidance_embedder.linear_1");
            file.layer("guidance_in.out_layer", "time_text_embed.guidance_embedder.linear_2");
        }
        for (int i = 0; file.has("transformer_blocks." + i + ".attn.to_q.weight"); i++) {
            twoStreams(file, "double_blocks." + i, "transformer_blocks." + i);
        }
        for (int i = 0; file.has("single_transformer_blocks." + i + ".attn.to_q.weight"); i++) {
            oneStream(file, "single_blocks." + i, "single_transformer_blocks." + i);
        }
        file.shiftAndScale("final_layer.adaLN_modulation.1", "norm_out.linear");
        file.layer("final_layer.linear", "proj_out");
        return file.tensors();
    }

    private static void twoStreams(Original file, String block, String ref) {
        file.layer(block + ".img_mod.lin", ref + ".norm1.linear");
        file.layer(block + ".txt_mod.lin", ref + ".norm1_context.linear");
        file.layer(block + ".img_attn.qkv", ref + ".attn.to_q", ref + ".attn.to_k", ref + ".attn.to_v");
        file.layer(
                block + ".txt_attn.qkv", ref + ".attn.add_q_proj", ref + ".attn.add_k_proj", ref + ".attn.add_v_proj");
        file.tensor(block + ".img_attn.norm.query_norm.scale", ref + ".attn.norm_q.weight");
        file.tensor(block + ".img_attn.norm.key_norm.scale", ref + ".attn.norm_k.weight");
        file.tensor(block + ".txt_attn.norm.query_norm.scale", ref + ".attn.norm_added_q.weight");
        file.tensor(block + ".txt_attn.norm.key_norm.scale", ref + ".attn.norm_added_k.weight");
        file.layer(block + ".img_attn.proj", ref + ".attn.to_out.0");
        file.layer(block + ".txt_attn.proj", ref + ".attn.to_add_out");
        file.layer(block + ".img_mlp.0", ref + ".ff.net.0.proj");
        file.layer(block + ".img_mlp.2", ref + ".ff.net.2");
        file.layer(block + ".txt_mlp.0", ref + ".ff_context.net.0.proj");
        file.layer(block + ".txt_mlp.2", ref + ".ff_context.net.2");
    }

    private static void oneStream(Original file, String block, String ref) {
        file.layer(block + ".modulation.lin", ref + ".norm.linear");
        file.layer(block + ".linear1", ref + ".attn.to_q", ref + ".attn.to_k", ref + ".attn.to_v", ref + ".proj_mlp");
        file.layer(block + ".linear2", ref + ".proj_out");
        file.tensor(block + ".norm.query_norm.scale", ref + ".attn.norm_q.weight");
        file.tensor(block + ".norm.key_norm.scale", ref + ".attn.norm_k.weight");
    }
}
