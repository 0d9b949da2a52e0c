package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.prediction.OriginalClamp;

/**
 * Clips each predicted clean image at a quantile of its own absolute values, all of them together, and scales it back to
 * one; Saharia et al. 2022, section 2.3.
 */
public final class DynamicThresholdingProvider implements SamplingMethodProvider<DynamicThresholdingSettings> {
    @Override
    public String type() {
        return "dynamic-thresholding";
    }

    @Override
    public String summary() {
        return "Clips each predicted clean image at a quantile of its own values, against the glare of strong guidance.";
    }

    @Override
    public Class<DynamicThresholdingSettings> settings() {
        return DynamicThresholdingSettings.class;
    }

    @Override
    public SamplingMethod create(DynamicThresholdingSettings settings, BuildContext context) {
        return new ClampedOriginals(type(), OriginalClamp.dynamic(settings.quantile(), settings.maximum()));
    }
}
