package io.diffusion4j.schedulers.lms;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Linear multistep in the noise level, Adams and Bashforth's with uneven steps; k-diffusion, Crowson 2022. */
public final class LmsProvider implements SchedulerProvider<LmsSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "lms";
    }

    @Override
    public Class<LmsSettings> settings() {
        return LmsSettings.class;
    }

    @Override
    public String summary() {
        return "Linear multistep over the last four slopes; one evaluation a step.";
    }

    @Override
    public Scheduler create(LmsSettings settings, BuildContext context) {
        return new Lms(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("LMSDiscreteScheduler");
    }

    /** Beside the config's keys also {@code order}. */
    @Override
    public LmsSettings fromReference(ReferenceConfig config) {
        return new LmsSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                config.integer("order", 4));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("LMS", "A1111", "spacing=linspace"),
                Alias.of("LMS Karras", "A1111", "spacing=linspace", "sigmas=karras"),
                Alias.of("sample_lms", "k-diffusion", "spacing=linspace"));
    }
}
