package io.diffusion4j.schedulers.deis;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.Set;

/** The diffusion exponential integrator sampler, Zhang and Chen 2022, in log ρ. */
public final class DeisProvider implements SchedulerProvider<DeisSettings> {
    @Override
    public String type() {
        return "deis";
    }

    @Override
    public Class<DeisSettings> settings() {
        return DeisSettings.class;
    }

    @Override
    public String summary() {
        return "Multistep exponential integrator that extrapolates the noise in log space; good in 10 to 20 steps.";
    }

    @Override
    public Scheduler create(DeisSettings settings, BuildContext context) {
        return new Deis(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DEISMultistepScheduler");
    }

    @Override
    public DeisSettings fromReference(ReferenceConfig config) {
        config.expect("use_dynamic_shifting", null, false);
        // all but the first two belong to other solvers of the family and stand for the default here
        config.expect("solver_type", null, "logrho", "midpoint", "heun", "bh1", "bh2");
        return new DeisSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, EnumSet.allOf(PredictionType.class)),
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                SigmaSchedule.of(config),
                config.decimal("flow_shift", 1),
                config.integer("solver_order", 2),
                config.flag("lower_order_final", true),
                OriginalClamp.thresholdingOf(config));
    }
}
