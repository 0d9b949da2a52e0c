package io.diffusion4j.backbones.dit.qwenimage;

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
import java.util.stream.Stream;

/** Makes the transformer of Qwen-Image. */
public final class QwenImageProvider implements BackboneProvider<QwenImageSettings> {
    private static final Object ABSENT = null;

    @Override
    public String type() {
        return "qwen-image";
    }

    @Override
    public Class<QwenImageSettings> settings() {
        return QwenImageSettings.class;
    }

    @Override
    public String summary() {
        return "The multimodal diffusion transformer of Qwen-Image";
    }

    @Override
    public Backbone create(QwenImageSettings settings, BuildContext context) {
        return new PackingBackbone(
                new BackboneInfo(
                        settings.inChannels() / Packing.PIXELS,
                        settings.outChannels(),
                        settings.sampleSize(),
                        Set.of(Conditioning.CONTEXT)),
                QwenImage.of(settings, context.weights(), context.attention()),
                new CentredPlaces(),
                new RotaryPositions(settings.axesDimsRope()));
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("QwenImageTransformer2DModel");
    }

    @Override
    public QwenImageSettings fromReference(ReferenceConfig config) {
        config.expect("patch_size", ABSENT, Packing.SIDE);
        Stream.of("guidance_embeds", "zero_cond_t", "use_additional_t_cond", "use_layer3d_rope")
                .forEach(key -> config.expect(key, ABSENT, false));
        return new QwenImageSettings(
                config.integer("sample_size", 128),
                config.integer("in_channels", 64),
                config.integer("out_channels", 16),
                config.integer("num_layers", 60),
                config.integer("num_attention_heads", 24),
                config.integer("attention_head_dim", 128),
                config.integer("joint_attention_dim", 3584),
                config.has("axes_dims_rope") ? config.integers("axes_dims_rope", 0, 0) : List.of(16, 56, 56));
    }
}
