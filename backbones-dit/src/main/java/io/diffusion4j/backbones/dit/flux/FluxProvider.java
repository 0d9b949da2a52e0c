package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the transformers of FLUX.1. */
public final class FluxProvider implements BackboneProvider<FluxSettings> {
    @Override
    public String type() {
        return "flux";
    }

    @Override
    public Class<FluxSettings> settings() {
        return FluxSettings.class;
    }

    @Override
    public String summary() {
        return "The rectified flow transformer of FLUX.1 dev and schnell";
    }

    @Override
    public Backbone create(FluxSettings settings, BuildContext context) {
        return Flux.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("FluxTransformer2DModel");
    }

    @Override
    public FluxSettings fromReference(ReferenceConfig config) {
        return FluxConfig.settings(config);
    }
}
