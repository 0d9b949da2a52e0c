package io.diffusion4j.backbones.dit.lumina;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/** Makes the transformer of Lumina-Image 2.0. */
public final class LuminaProvider implements BackboneProvider<LuminaSettings> {
    @Override
    public String type() {
        return "lumina2";
    }

    @Override
    public Class<LuminaSettings> settings() {
        return LuminaSettings.class;
    }

    @Override
    public String summary() {
        return "The single-stream transformer of Lumina-Image 2.0";
    }

    @Override
    public Backbone create(LuminaSettings settings, BuildContext context) {
        return Lumina.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("Lumina2Transformer2DModel");
    }

    @Override
    public LuminaSettings fromReference(ReferenceConfig config) {
        int inChannels = config.integer("in_channels", 16);
        return new LuminaSettings(
                config.integer("sample_size", 128),
                config.integer("patch_size", 2),
                inChannels,
                config.integer("out_channels", inChannels),
                config.integer("hidden_size", 2304),
                config.integer("num_layers", 26),
                config.integer("num_refiner_layers", 2),
                config.integer("num_attention_heads", 24),
                config.integer("num_kv_heads", 8),
                config.integer("multiple_of", 256),
                config.decimal("ffn_dim_multiplier"),
                config.decimal("norm_eps", 1e-5),
                config.has("axes_dim_rope") ? config.integers("axes_dim_rope", 0, 0) : List.of(32, 32, 32),
                config.integer("cap_feat_dim", 1024));
    }
}
