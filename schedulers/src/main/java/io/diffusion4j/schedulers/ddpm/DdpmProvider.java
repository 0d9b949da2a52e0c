package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Denoising diffusion probabilistic models, Ho et al. 2020. */
public final class DdpmProvider implements SchedulerProvider<DdpmSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "ddpm";
    }

    @Override
    public Class<DdpmSettings> settings() {
        return DdpmSettings.class;
    }

    @Override
    public String summary() {
        return "The random reverse walk that models are trained for; needs many steps.";
    }

    @Override
    public Scheduler create(DdpmSettings settings, BuildContext context) {
        return new Ddpm(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DDPMScheduler");
    }

    @Override
    public DdpmSettings fromReference(ReferenceConfig config) {
        return new DdpmSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LEADING),
                config.integer("steps_offset", 0),
                OriginalClamp.of(config, true),
                PosteriorVariance.of(config));
    }

    @Override
    public List<Advice> advice() {
        return List.of(
                new Advice(Advice.Purpose.TRAINING, 1000, "The random walk that the training loss is derived for."));
    }
}
