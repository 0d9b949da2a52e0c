package io.diffusion4j.backbones.dit.sana;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Map;
import java.util.Set;

/** Makes the transformers of Sana. */
public final class SanaProvider implements BackboneProvider<SanaSettings> {
    @Override
    public String type() {
        return "sana";
    }

    @Override
    public Class<SanaSettings> settings() {
        return SanaSettings.class;
    }

    @Override
    public String summary() {
        return "The text-conditioned transformer of Sana, with linear attention";
    }

    @Override
    public Backbone create(SanaSettings settings, BuildContext context) {
        return Sana.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("SanaTransformer2DModel");
    }

    @Override
    public SanaSettings fromReference(ReferenceConfig config) {
        config.expect("guidance_embeds", null, false);
        config.expect("qk_norm", (Object) null);
        config.expect("norm_elementwise_affine", null, false);
        int inChannels = config.integer("in_channels", 32);
        SanaSettings settings = new SanaSettings(
                config.integer("sample_size", 32),
                config.integer("patch_size", 1),
                inChannels,
                config.integer("out_channels", config.isNull("out_channels") ? inChannels : 32),
                config.integer("num_layers", 20),
                config.integer("num_attention_heads", 70),
                config.integer("attention_head_dim", 32),
                config.flag("attention_bias", false),
                config.integer("num_cross_attention_heads", 20),
                config.integer("cross_attention_head_dim", 112),
                config.integer("caption_channels", 2304),
                config.decimal("mlp_ratio", 2.5),
                config.decimal("norm_eps", 1e-6),
                config.decimal("interpolation_scale"));
        config.with(Map.of("cross_attention_dim", config.integer("cross_attention_dim", 2240)))
                .expect("cross_attention_dim", settings.width());
        return settings;
    }
}
