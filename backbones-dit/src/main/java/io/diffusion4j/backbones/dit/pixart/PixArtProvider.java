package io.diffusion4j.backbones.dit.pixart;

import io.diffusion4j.backbones.dit.blocks.ReferenceTransformer;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the transformers of PixArt-alpha and PixArt-sigma. */
public final class PixArtProvider implements BackboneProvider<PixArtSettings> {
    /** Latent pixels of the models for 1024 pixels, which alone are told the size of the image unless said otherwise. */
    private static final int LARGE = 128;
    /** Latent pixels of the first models, whose positions are not interpolated. */
    private static final int FIRST = 64;

    @Override
    public String type() {
        return "pixart";
    }

    @Override
    public Class<PixArtSettings> settings() {
        return PixArtSettings.class;
    }

    @Override
    public String summary() {
        return "The text-conditioned transformer of PixArt-alpha and PixArt-sigma";
    }

    @Override
    public Backbone create(PixArtSettings settings, BuildContext context) {
        return PixArt.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("PixArtTransformer2DModel");
    }

    @Override
    public PixArtSettings fromReference(ReferenceConfig config) {
        ReferenceTransformer.refuseUnusual(config);
        config.expect("norm_type", null, "ada_norm_single");
        int inChannels = config.integer("in_channels", 4);
        int sampleSize = config.integer("sample_size", 128);
        return new PixArtSettings(
                sampleSize,
                config.integer("patch_size", 2),
                inChannels,
                config.integer("out_channels", config.isNull("out_channels") ? inChannels : 8),
                config.integer("num_layers", 28),
                config.integer("num_attention_heads", 16),
                config.integer("attention_head_dim", 72),
                config.flag("attention_bias", true),
                config.integer("cross_attention_dim", 1152),
                config.integer("caption_channels"),
                config.decimal("norm_eps", 1e-6),
                config.decimal("interpolation_scale", Math.max(sampleSize / FIRST, 1)),
                config.flag("use_additional_conditions", sampleSize == LARGE));
    }
}
