package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.backbone.ControlNetProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the ControlNets of Stable Diffusion 3 and 3.5. */
public final class MMDiTControlNetProvider implements ControlNetProvider<MMDiTControlNetSettings> {
    private static final Object ABSENT = null;

    @Override
    public String type() {
        return "mmdit";
    }

    @Override
    public Class<MMDiTControlNetSettings> settings() {
        return MMDiTControlNetSettings.class;
    }

    @Override
    public String summary() {
        return "The ControlNets of Stable Diffusion 3 and 3.5 that are made like their transformers";
    }

    @Override
    public ControlNet create(MMDiTControlNetSettings settings, BuildContext context) {
        return MMDiTControlNet.of(settings, context);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("SD3ControlNetModel");
    }

    @Override
    public MMDiTControlNetSettings fromReference(ReferenceConfig config) {
        config.expect("pos_embed_type", ABSENT, "sincos");
        config.expect("use_pos_embed", ABSENT, true);
        return new MMDiTControlNetSettings(
                MMDiTConfig.settings(config), config.integer("extra_conditioning_channels", 0));
    }
}
