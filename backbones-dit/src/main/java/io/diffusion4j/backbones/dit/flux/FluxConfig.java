package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.core.settings.ReferenceConfig;
import java.util.List;

/** Reads the {@code config.json} of a FluxTransformer2DModel or a FluxControlNetModel. */
final class FluxConfig {
    private static final Object ABSENT = null;

    private FluxConfig() {}

    static FluxSettings settings(ReferenceConfig config) {
        config.expect("patch_size", ABSENT, 1);
        int inChannels = config.integer("in_channels", 64);
        return new FluxSettings(
                config.integer("sample_size", 128),
                inChannels,
                config.integer("out_channels", inChannels),
                config.integer("num_layers", 19),
                config.integer("num_single_layers", 38),
                config.integer("num_attention_heads", 24),
                config.integer("attention_head_dim", 128),
                config.integer("joint_attention_dim", 4096),
                config.integer("pooled_projection_dim", 768),
                config.flag("guidance_embeds", false),
                config.has("axes_dims_rope") ? config.integers("axes_dims_rope", 0, 0) : List.of(16, 56, 56));
    }
}
