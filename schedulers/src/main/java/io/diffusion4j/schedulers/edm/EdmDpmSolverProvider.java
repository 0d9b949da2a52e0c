package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.dpm.DpmAlgorithm;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.Set;

/** Multistep DPM-Solver++, Lu et al. 2022, for preconditioned models, Karras et al. 2022. */
public final class EdmDpmSolverProvider implements SchedulerProvider<EdmDpmSolverSettings> {
    @Override
    public String type() {
        return "edm-dpm-solver++";
    }

    @Override
    public Class<EdmDpmSolverSettings> settings() {
        return EdmDpmSolverSettings.class;
    }

    @Override
    public String summary() {
        return "For EDM models: multistep exponential integrator over 1 to 3 model evaluations.";
    }

    @Override
    public Scheduler create(EdmDpmSolverSettings settings, BuildContext context) {
        return new EdmDpmSolver(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("EDMDPMSolverMultistepScheduler");
    }

    @Override
    public EdmDpmSolverSettings fromReference(ReferenceConfig config) {
        return new EdmDpmSolverSettings(
                KarrasLevels.of(config),
                config.decimal("sigma_data", 0.5),
                PredictionType.of(config, EdmSettings.PREDICTIONS),
                EdmCurve.of(config),
                EdmEnd.of(config),
                DpmAlgorithm.of(config),
                config.integer("solver_order", 2),
                SolverType.of(config),
                config.flag("lower_order_final", true),
                config.flag("euler_at_final", false),
                OriginalClamp.thresholdingOf(config));
    }
}
