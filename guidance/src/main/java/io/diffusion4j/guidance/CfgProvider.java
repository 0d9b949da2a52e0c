package io.diffusion4j.guidance;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes {@code cfg}: classifier-free guidance, Ho and Salimans 2022, with the rescaling of Lin et al. 2023. */
public final class CfgProvider implements GuidanceProvider<CfgSettings> {
    @Override
    public String type() {
        return "cfg";
    }

    @Override
    public Class<CfgSettings> settings() {
        return CfgSettings.class;
    }

    @Override
    public String summary() {
        return "Classifier-free guidance: extrapolates from the negative to the positive prompt";
    }

    @Override
    public Guidance create(CfgSettings settings, BuildContext context) {
        return new ClassifierFreeGuidance(settings.scale(), settings.rescale(), settings.rows());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("ClassifierFreeGuidance");
    }

    /** The paper's own formula, {@code positive + w (positive - negative)}, is this one with scale = w + 1. */
    @Override
    public CfgSettings fromReference(ReferenceConfig config) {
        config.expect("enabled", null, true);
        config.expect("start", null, 0);
        config.expect("stop", null, 1);
        double scale = config.decimal("guidance_scale", 7.5);
        boolean original = config.flag("use_original_formulation", false);
        return new CfgSettings(original ? scale + 1 : scale, config.decimal("guidance_rescale", 0), Rows.BATCHED);
    }
}
