package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Singlestep DPM-Solver and DPM-Solver++, Lu et al. 2022: each group of steps starts anew. */
public final class SinglestepProvider implements SchedulerProvider<SinglestepSettings> {
    @Override
    public String type() {
        return "dpm-solver++-singlestep";
    }

    @Override
    public Class<SinglestepSettings> settings() {
        return SinglestepSettings.class;
    }

    @Override
    public String summary() {
        return "Exponential integrator by groups of 1 to 3 model evaluations, without memory between groups.";
    }

    @Override
    public Scheduler create(SinglestepSettings settings, BuildContext context) {
        return new Singlestep(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DPMSolverSinglestepScheduler");
    }

    @Override
    public SinglestepSettings fromReference(ReferenceConfig config) {
        config.expect("use_dynamic_shifting", null, false);
        // the last three belong to other solvers of the family and stand for the default here
        config.expect("solver_type", null, "midpoint", "heun", "logrho", "bh1", "bh2");
        FinalSigma last = FinalSigma.of(config);
        return new SinglestepSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, EnumSet.allOf(PredictionType.class)),
                SigmaSchedule.of(config),
                last,
                config.decimal("flow_shift", 1),
                DpmAlgorithm.of(config),
                config.integer("solver_order", 2),
                config.string("solver_type", "midpoint").equals("heun") ? SolverType.HEUN : SolverType.MIDPOINT,
                config.flag("lower_order_final", false) || last == FinalSigma.ZERO,
                OriginalClamp.thresholdingOf(config),
                config.decimal("lambda_min_clipped", Double.NEGATIVE_INFINITY));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("DPM++ SDE", "A1111", "algorithm=sde-dpm-solver-plus-plus"),
                Alias.of("DPM++ SDE Karras", "A1111", "algorithm=sde-dpm-solver-plus-plus", "sigmas=karras"),
                Alias.of("sample_dpmpp_sde", "k-diffusion", "algorithm=sde-dpm-solver-plus-plus"));
    }
}
