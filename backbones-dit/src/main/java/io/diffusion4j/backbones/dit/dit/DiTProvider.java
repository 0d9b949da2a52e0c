package io.diffusion4j.backbones.dit.dit;

import io.diffusion4j.backbones.dit.blocks.ReferenceTransformer;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes class-conditional diffusion transformers. */
public final class DiTProvider implements BackboneProvider<DiTSettings> {
    @Override
    public String type() {
        return "dit";
    }

    @Override
    public Class<DiTSettings> settings() {
        return DiTSettings.class;
    }

    @Override
    public String summary() {
        return "The class-conditional diffusion transformer DiT";
    }

    @Override
    public Backbone create(DiTSettings settings, BuildContext context) {
        return DiT.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DiTTransformer2DModel");
    }

    @Override
    public DiTSettings fromReference(ReferenceConfig config) {
        ReferenceTransformer.refuseUnusual(config);
        config.expect("norm_type", null, "ada_norm_zero");
        config.expect("cross_attention_dim", (Object) null);
        int inChannels = config.integer("in_channels", 4);
        return new DiTSettings(
                config.integer("sample_size", 32),
                config.integer("patch_size", 2),
                inChannels,
                config.integer("out_channels", inChannels),
                config.integer("num_layers", 28),
                config.integer("num_attention_heads", 16),
                config.integer("attention_head_dim", 72),
                config.flag("attention_bias", true),
                config.integer("num_embeds_ada_norm", 1000),
                config.decimal("norm_eps", 1e-5),
                config.decimal("interpolation_scale", 1));
    }
}
