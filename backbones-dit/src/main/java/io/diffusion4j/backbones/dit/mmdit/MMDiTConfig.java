package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.List;

/** Reads the {@code config.json} of an SD3Transformer2DModel or an SD3ControlNetModel. */
final class MMDiTConfig {
    private static final Object ABSENT = null;

    private MMDiTConfig() {}

    static MMDiTSettings settings(ReferenceConfig config) {
        int heads = config.integer("num_attention_heads", 18);
        int headDim = config.integer("attention_head_dim", 64);
        config.expect("qk_norm", ABSENT, "rms_norm");
        // The context is brought to this width, and joins tokens of the width of the heads.
        config.expect("caption_projection_dim", width(config, heads, headDim));
        return new MMDiTSettings(
                config.integer("sample_size", 128),
                config.integer("patch_size", 2),
                config.integer("in_channels", 16),
                config.integer("out_channels", 16),
                config.integer("num_layers", 18),
                heads,
                headDim,
                config.integer("joint_attention_dim", 4096),
                config.integer("pooled_projection_dim", 2048),
                config.integer("pos_embed_max_size", 96),
                config.has("qk_norm"),
                dualLayers(config));
    }

    private static Object width(ReferenceConfig config, int heads, int headDim) {
        return !config.has("caption_projection_dim") && heads * headDim == 1152 ? ABSENT : (Object) (heads * headDim);
    }

    private static List<Integer> dualLayers(ReferenceConfig config) {
        return config.decimals("dual_attention_layers").stream()
                .map(Double::intValue)
                .toList();
    }
}
