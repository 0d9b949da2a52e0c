package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.Set;

/** Multistep DPM-Solver and DPM-Solver++, Lu et al. 2022, for the ODE and the SDE. */
public final class DpmSolverProvider implements SchedulerProvider<DpmSolverSettings> {
    @Override
    public String type() {
        return "dpm-solver++";
    }

    @Override
    public Class<DpmSolverSettings> settings() {
        return DpmSolverSettings.class;
    }

    @Override
    public String summary() {
        return "Multistep exponential integrator over 1 to 3 model evaluations; good images in 15 to 25 steps.";
    }

    @Override
    public Scheduler create(DpmSolverSettings settings, BuildContext context) {
        return new DpmSolver(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DPMSolverMultistepScheduler");
    }

    @Override
    public DpmSolverSettings fromReference(ReferenceConfig config) {
        config.expect("use_dynamic_shifting", null, false);
        return new DpmSolverSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, EnumSet.allOf(PredictionType.class)),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                FinalSigma.of(config),
                config.decimal("flow_shift", 1),
                DpmAlgorithm.of(config),
                config.integer("solver_order", 2),
                SolverType.of(config),
                config.flag("lower_order_final", true),
                config.flag("euler_at_final", false),
                OriginalClamp.thresholdingOf(config),
                config.decimal("lambda_min_clipped", Double.NEGATIVE_INFINITY));
    }
}
