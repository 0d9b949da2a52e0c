package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.Set;

/** Multistep DPM-Solver from an image back to the noise that it comes from; timesteps and noise levels rise. */
public final class DpmSolverInverseProvider implements SchedulerProvider<DpmSolverInverseSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "dpm-solver++-inverse";
    }

    @Override
    public Class<DpmSolverInverseSettings> settings() {
        return DpmSolverInverseSettings.class;
    }

    @Override
    public String summary() {
        return "From an image back to the noise that dpm-solver++ makes it from; not for making images.";
    }

    @Override
    public Scheduler create(DpmSolverInverseSettings settings, BuildContext context) {
        return new DpmSolverInverse(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DPMSolverMultistepInverseScheduler");
    }

    @Override
    public DpmSolverInverseSettings fromReference(ReferenceConfig config) {
        config.expect("euler_at_final", null, false);
        return new DpmSolverInverseSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                DpmAlgorithm.of(config),
                config.integer("solver_order", 2),
                SolverType.of(config),
                config.flag("lower_order_final", true),
                OriginalClamp.thresholdingOf(config),
                config.decimal("lambda_min_clipped", Double.NEGATIVE_INFINITY));
    }
}
