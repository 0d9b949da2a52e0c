package io.diffusion4j.backbones.dit.hunyuan;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Map;
import java.util.Set;

/** Makes the transformers of Hunyuan-DiT. */
public final class HunyuanProvider implements BackboneProvider<HunyuanSettings> {
    @Override
    public String type() {
        return "hunyuan-dit";
    }

    @Override
    public Class<HunyuanSettings> settings() {
        return HunyuanSettings.class;
    }

    @Override
    public String summary() {
        return "The bilingual transformer of Hunyuan-DiT, with long skip connections";
    }

    @Override
    public Backbone create(HunyuanSettings settings, BuildContext context) {
        return Hunyuan.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("HunyuanDiT2DModel");
    }

    @Override
    public HunyuanSettings fromReference(ReferenceConfig config) {
        config.expect("activation_fn", null, "gelu-approximate");
        config.expect("norm_type", null, "layer_norm");
        int inChannels = config.integer("in_channels", 4);
        HunyuanSettings settings = new HunyuanSettings(
                config.integer("sample_size", 32),
                config.integer("patch_size", 2),
                inChannels,
                config.flag("learn_sigma", true) ? 2 * inChannels : inChannels,
                config.integer("num_layers", 28),
                config.integer("num_attention_heads", 16),
                config.integer("attention_head_dim", 88),
                config.decimal("mlp_ratio", 4),
                config.integer("cross_attention_dim", 1024),
                config.integer("cross_attention_dim_t5", 2048),
                config.integer("pooled_projection_dim", 1024),
                config.integer("text_len", 77),
                config.integer("text_len_t5", 256),
                config.flag("use_style_cond_and_image_meta_size", true));
        config.with(Map.of("hidden_size", config.integer("hidden_size", 1152))).expect("hidden_size", settings.width());
        return settings;
    }
}
