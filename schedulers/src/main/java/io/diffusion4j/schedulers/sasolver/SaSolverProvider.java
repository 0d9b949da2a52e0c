package io.diffusion4j.schedulers.sasolver;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.solver.ModelPart;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.Set;

/** The stochastic Adams solver, Xue et al. 2023. */
public final class SaSolverProvider implements SchedulerProvider<SaSolverSettings> {
    @Override
    public String type() {
        return "sa-solver";
    }

    @Override
    public Class<SaSolverSettings> settings() {
        return SaSolverSettings.class;
    }

    @Override
    public String summary() {
        return "Multistep predictor and corrector with as much fresh noise as wished (tau); good in 20 steps or more.";
    }

    @Override
    public Scheduler create(SaSolverSettings settings, BuildContext context) {
        return new SaSolver(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("SASolverScheduler");
    }

    /** Beside the config's keys also {@code tau}, a number, for the reference's function of the timestep. */
    @Override
    public SaSolverSettings fromReference(ReferenceConfig config) {
        config.expect("tau_func", (Object) null);
        config.expect("algorithm_type", null, "data_prediction", "noise_prediction");
        Tau tau = Tau.defaults();
        return new SaSolverSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, EnumSet.allOf(PredictionType.class)),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                config.decimal("flow_shift", 1),
                config.integer("predictor_order", 2),
                config.integer("corrector_order", 2),
                config.string("algorithm_type", "data_prediction").equals("data_prediction")
                        ? ModelPart.ORIGINAL
                        : ModelPart.NOISE,
                new Tau(config.decimal("tau", tau.value()), tau.minTimestep(), tau.maxTimestep()),
                config.flag("lower_order_final", true),
                OriginalClamp.thresholdingOf(config),
                config.decimal("lambda_min_clipped", Double.NEGATIVE_INFINITY));
    }
}
