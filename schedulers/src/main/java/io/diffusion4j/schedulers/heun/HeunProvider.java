package io.diffusion4j.schedulers.heun;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Heun's method in the noise level, Karras et al. 2022, algorithm 1: n steps evaluate the model 2n − 1 times. */
public final class HeunProvider implements SchedulerProvider<HeunSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "heun";
    }

    @Override
    public Class<HeunSettings> settings() {
        return HeunSettings.class;
    }

    @Override
    public String summary() {
        return "Second order by averaging the slopes at both ends of a step; two evaluations a step.";
    }

    @Override
    public Scheduler create(HeunSettings settings, BuildContext context) {
        return new Heun(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("HeunDiscreteScheduler");
    }

    @Override
    public HeunSettings fromReference(ReferenceConfig config) {
        return new HeunSettings(
                NoiseScheduleSettings.of(config, 0.00085, 0.012),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                // the reference class clips, but never thresholds
                OriginalClamp.of(config.with(Map.of("thresholding", false)), false));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("Heun", "A1111", "spacing=linspace"),
                Alias.of("sample_heun", "k-diffusion", "spacing=linspace"));
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice(
                Advice.Purpose.QUALITY,
                30,
                "Two evaluations a step follow the exact path closely: the choice for comparing models."));
    }
}
