package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the multimodal diffusion transformers of Stable Diffusion 3 and 3.5. */
public final class MMDiTProvider implements BackboneProvider<MMDiTSettings> {
    @Override
    public String type() {
        return "mmdit";
    }

    @Override
    public Class<MMDiTSettings> settings() {
        return MMDiTSettings.class;
    }

    @Override
    public String summary() {
        return "The multimodal diffusion transformer of Stable Diffusion 3 and 3.5";
    }

    @Override
    public Backbone create(MMDiTSettings settings, BuildContext context) {
        return MMDiT.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("SD3Transformer2DModel");
    }

    @Override
    public MMDiTSettings fromReference(ReferenceConfig config) {
        return MMDiTConfig.settings(config);
    }
}
