package io.diffusion4j.backbones.dit.auraflow;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Map;
import java.util.Set;

/** Makes the transformers of AuraFlow. */
public final class AuraFlowProvider implements BackboneProvider<AuraFlowSettings> {
    @Override
    public String type() {
        return "auraflow";
    }

    @Override
    public Class<AuraFlowSettings> settings() {
        return AuraFlowSettings.class;
    }

    @Override
    public String summary() {
        return "The two-stream and single-stream transformer of AuraFlow";
    }

    @Override
    public Backbone create(AuraFlowSettings settings, BuildContext context) {
        return AuraFlow.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("AuraFlowTransformer2DModel");
    }

    @Override
    public AuraFlowSettings fromReference(ReferenceConfig config) {
        AuraFlowSettings settings = new AuraFlowSettings(
                config.integer("sample_size", 64),
                config.integer("patch_size", 2),
                config.integer("in_channels", 4),
                config.integer("out_channels", 4),
                config.integer("num_mmdit_layers", 4),
                config.integer("num_single_dit_layers", 32),
                config.integer("num_attention_heads", 12),
                config.integer("attention_head_dim", 256),
                config.integer("joint_attention_dim", 2048),
                config.integer("pos_embed_max_size", 1024));
        // text and image meet in one stream, so they are of one width
        config.with(Map.of("caption_projection_dim", config.integer("caption_projection_dim", 3072)))
                .expect("caption_projection_dim", settings.width());
        return settings;
    }
}
