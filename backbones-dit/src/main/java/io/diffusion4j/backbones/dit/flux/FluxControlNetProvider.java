package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.backbone.ControlNetProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the ControlNets of FLUX.1. */
public final class FluxControlNetProvider implements ControlNetProvider<FluxControlNetSettings> {
    /** In conditioning, which ControlNet of a union to be [batch, 1], int64, counted from 0. */
    public static final String MODE = "controlnet-mode";

    private static final Object ABSENT = null;

    @Override
    public String type() {
        return "flux";
    }

    @Override
    public Class<FluxControlNetSettings> settings() {
        return FluxControlNetSettings.class;
    }

    @Override
    public String summary() {
        return "The ControlNets of FLUX.1, alone or several in a union";
    }

    @Override
    public ControlNet create(FluxControlNetSettings settings, BuildContext context) {
        return FluxControlNet.of(settings, context);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("FluxControlNetModel");
    }

    @Override
    public FluxControlNetSettings fromReference(ReferenceConfig config) {
        config.expect("conditioning_embedding_channels", ABSENT);
        return new FluxControlNetSettings(FluxConfig.settings(config), config.integer("num_mode"));
    }
}
