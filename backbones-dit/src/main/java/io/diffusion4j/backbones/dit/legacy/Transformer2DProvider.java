package io.diffusion4j.backbones.dit.legacy;

import io.diffusion4j.backbones.dit.dit.DiTProvider;
import io.diffusion4j.backbones.dit.pixart.PixArtProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the transformers of older checkpoints, which tell their family only by the kind of their norms. */
public final class Transformer2DProvider implements BackboneProvider<Transformer2DSettings> {
    private static final String DIT = "ada_norm_zero";
    private static final String PIXART = "ada_norm_single";
    /** Where the older class had other defaults than the later ones; no published file relies on them. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "attention_head_dim",
            88,
            "num_layers",
            1,
            "attention_bias",
            false,
            "activation_fn",
            "geglu",
            "norm_elementwise_affine",
            true,
            "norm_eps",
            1e-5);

    private final DiTProvider dit = new DiTProvider();
    private final PixArtProvider pixart = new PixArtProvider();

    @Override
    public String type() {
        return "transformer-2d";
    }

    @Override
    public Class<Transformer2DSettings> settings() {
        return Transformer2DSettings.class;
    }

    @Override
    public String summary() {
        return "The transformers of older checkpoints of DiT and PixArt-alpha";
    }

    @Override
    public Backbone create(Transformer2DSettings settings, BuildContext context) {
        return settings.dit()
                .map(s -> dit.create(s, context))
                .orElseGet(() -> pixart.create(settings.pixart().orElseThrow(), context));
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("Transformer2DModel");
    }

    @Override
    public Transformer2DSettings fromReference(ReferenceConfig config) {
        config.expect("norm_type", DIT, PIXART);
        ReferenceConfig complete = complete(config);
        return config.string("norm_type", DIT).equals(DIT)
                ? new Transformer2DSettings(Optional.of(dit.fromReference(interpolated(complete))), Optional.empty())
                : new Transformer2DSettings(Optional.empty(), Optional.of(pixart.fromReference(complete)));
    }

    private static ReferenceConfig complete(ReferenceConfig config) {
        Map<String, Object> absent = new HashMap<>(DEFAULTS);
        absent.keySet().removeIf(config::has);
        return config.with(absent);
    }

    /** The older class interpolates the positions of large models whatever the family. */
    private static ReferenceConfig interpolated(ReferenceConfig config) {
        double scale = config.decimal("interpolation_scale", Math.max(config.integer("sample_size", 1) / 64, 1));
        return config.with(Map.of("interpolation_scale", scale));
    }
}
