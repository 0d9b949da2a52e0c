package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.FinalAlpha;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.Set;

/** DDIM from an image back to noise; Song et al. 2020, section 5.4. Timesteps rise. */
public final class DdimInverseProvider implements SchedulerProvider<DdimInverseSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "ddim-inverse";
    }

    @Override
    public Class<DdimInverseSettings> settings() {
        return DdimInverseSettings.class;
    }

    @Override
    public String summary() {
        return "From an image back to the noise that ddim makes it from; not for making images.";
    }

    @Override
    public Scheduler create(DdimInverseSettings settings, BuildContext context) {
        return new DdimInverse(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DDIMInverseScheduler");
    }

    @Override
    public DdimInverseSettings fromReference(ReferenceConfig config) {
        return new DdimInverseSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LEADING),
                config.integer("steps_offset", 0),
                FinalAlpha.of(config, true),
                OriginalClamp.of(config, true));
    }
}
