package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.Packing;
import io.diffusion4j.backbones.dit.blocks.PackingBackbone;
import io.diffusion4j.backbones.dit.blocks.RotaryPositions;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.List;
import java.util.Set;

/** Makes the transformer of Chroma. */
public final class ChromaProvider implements BackboneProvider<ChromaSettings> {
    private static final Object ABSENT = null;

    @Override
    public String type() {
        return "chroma";
    }

    @Override
    public Class<ChromaSettings> settings() {
        return ChromaSettings.class;
    }

    @Override
    public String summary() {
        return "The rectified flow transformer of Chroma, a FLUX.1 whose modulations come from one small network";
    }

    @Override
    public Backbone create(ChromaSettings settings, BuildContext context) {
        return new PackingBackbone(
                new BackboneInfo(
                        settings.inChannels() / Packing.PIXELS,
                        settings.outChannels() / Packing.PIXELS,
                        settings.sampleSize(),
                        Set.of(Conditioning.CONTEXT)),
                Chroma.of(settings, context.weights(), context.attention()),
                new FluxPlaces(),
                new RotaryPositions(settings.axesDimsRope()));
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("ChromaTransformer2DModel");
    }

    @Override
    public ChromaSettings fromReference(ReferenceConfig config) {
        config.expect("patch_size", ABSENT, 1);
        int inChannels = config.integer("in_channels", 64);
        return new ChromaSettings(
                config.integer("sample_size", 128),
                inChannels,
                config.integer("out_channels", inChannels),
                config.integer("num_layers", 19),
                config.integer("num_single_layers", 38),
                config.integer("num_attention_heads", 24),
                config.integer("attention_head_dim", 128),
                config.integer("joint_attention_dim", 4096),
                config.has("axes_dims_rope") ? config.integers("axes_dims_rope", 0, 0) : List.of(16, 56, 56),
                config.integer("approximator_num_channels", 64),
                config.integer("approximator_hidden_dim", 5120),
                config.integer("approximator_layers", 5));
    }
}
