package io.diffusion4j.backbones.dit.qwen;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/** Makes the transformer of Qwen-Image. */
public final class QwenProvider implements BackboneProvider<QwenSettings> {
    @Override
    public String type() {
        return "qwen-image";
    }

    @Override
    public Class<QwenSettings> settings() {
        return QwenSettings.class;
    }

    @Override
    public String summary() {
        return "The two-stream transformer of Qwen-Image";
    }

    @Override
    public Backbone create(QwenSettings settings, BuildContext context) {
        return Qwen.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("QwenImageTransformer2DModel");
    }

    @Override
    public QwenSettings fromReference(ReferenceConfig config) {
        config.expect("guidance_embeds", null, false);
        config.expect("zero_cond_t", null, false);
        int inChannels = config.integer("in_channels", 64);
        return new QwenSettings(
                config.integer("patch_size", 2),
                inChannels,
                config.integer("out_channels", config.isNull("out_channels") ? inChannels : 16),
                config.integer("num_layers", 60),
                config.integer("num_attention_heads", 24),
                config.integer("attention_head_dim", 128),
                config.integer("joint_attention_dim", 3584),
                config.has("axes_dims_rope") ? config.integers("axes_dims_rope", 0, 0) : List.of(16, 56, 56));
    }
}
