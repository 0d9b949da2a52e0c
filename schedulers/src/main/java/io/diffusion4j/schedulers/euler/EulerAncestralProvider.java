package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Euler steps that fall below the next noise level and draw noise back up to it; k-diffusion, Crowson 2022. */
public final class EulerAncestralProvider implements SchedulerProvider<EulerAncestralSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "euler-ancestral";
    }

    @Override
    public Class<EulerAncestralSettings> settings() {
        return EulerAncestralSettings.class;
    }

    @Override
    public String summary() {
        return "Euler with fresh noise in every step; varied images that keep changing with the number of steps.";
    }

    @Override
    public Scheduler create(EulerAncestralSettings settings, BuildContext context) {
        return new EulerAncestral(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("EulerAncestralDiscreteScheduler");
    }

    @Override
    public EulerAncestralSettings fromReference(ReferenceConfig config) {
        return new EulerAncestralSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("Euler a", "A1111", "spacing=linspace"),
                Alias.of("sample_euler_ancestral", "k-diffusion", "spacing=linspace"));
    }

    @Override
    public List<Advice> advice() {
        return List.of(
                new Advice(
                        Advice.Purpose.QUALITY,
                        40,
                        "Fresh noise in every step repairs earlier mistakes and adds texture; the image depends on the steps."));
    }
}
