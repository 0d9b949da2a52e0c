package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.Advice;
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
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
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
        // the last three belong to other solvers of the family and stand for the default here
        config.expect("solver_type", null, "midpoint", "heun", "logrho", "bh1", "bh2");
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
                config.string("solver_type", "midpoint").equals("heun") ? SolverType.HEUN : SolverType.MIDPOINT,
                config.flag("lower_order_final", true),
                config.flag("euler_at_final", false),
                OriginalClamp.thresholdingOf(config),
                config.decimal("lambda_min_clipped", Double.NEGATIVE_INFINITY));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("DPM++ 2M", "A1111", "spacing=linspace"),
                Alias.of("DPM++ 2M Karras", "A1111", "spacing=linspace", "sigmas=karras"),
                Alias.of("DPM++ 2M SDE", "A1111", "algorithm=sde-dpm-solver-plus-plus", "spacing=linspace"),
                Alias.of(
                        "DPM++ 2M SDE Karras",
                        "A1111",
                        "algorithm=sde-dpm-solver-plus-plus",
                        "spacing=linspace",
                        "sigmas=karras"),
                Alias.of(
                        "DPM++ 2M SDE Exponential",
                        "A1111",
                        "algorithm=sde-dpm-solver-plus-plus",
                        "spacing=linspace",
                        "sigmas=exponential"),
                Alias.of(
                        "DPM++ 2M SDE Heun",
                        "A1111",
                        "algorithm=sde-dpm-solver-plus-plus",
                        "spacing=linspace",
                        "solver=heun"),
                Alias.of("DPM++ 3M SDE", "A1111", "algorithm=sde-dpm-solver-plus-plus", "spacing=linspace", "order=3"),
                Alias.of(
                        "DPM++ 3M SDE Karras",
                        "A1111",
                        "algorithm=sde-dpm-solver-plus-plus",
                        "spacing=linspace",
                        "sigmas=karras",
                        "order=3"),
                Alias.of(
                        "DPM++ 3M SDE Exponential",
                        "A1111",
                        "algorithm=sde-dpm-solver-plus-plus",
                        "spacing=linspace",
                        "sigmas=exponential",
                        "order=3"),
                Alias.of("sample_dpmpp_2m", "k-diffusion", "spacing=linspace"),
                Alias.of(
                        "sample_dpmpp_2m_sde", "k-diffusion", "algorithm=sde-dpm-solver-plus-plus", "spacing=linspace"),
                Alias.of(
                        "sample_dpmpp_3m_sde",
                        "k-diffusion",
                        "algorithm=sde-dpm-solver-plus-plus",
                        "spacing=linspace",
                        "order=3"));
    }

    @Override
    public List<Advice> advice() {
        return List.of(
                new Advice(
                        Advice.Purpose.SPEED,
                        15,
                        "For any checkpoint: second order at one evaluation a step, and hard to upset."),
                new Advice(
                        Advice.Purpose.QUALITY,
                        25,
                        "Converged for most images; with sigmas: karras small details get more of the steps."));
    }
}
