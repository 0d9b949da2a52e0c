package com.example.ralston;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Locale;

/** {@code type: ralston}. Listed in {@code META-INF/services}. */
public final class RalstonProvider implements SchedulerProvider<RalstonSettings> {
    @Override
    public String type() {
        return "ralston";
    }

    @Override
    public Class<RalstonSettings> settings() {
        return RalstonSettings.class;
    }

    @Override
    public String summary() {
        return "Ralston's second-order Runge-Kutta method, two model evaluations per step.";
    }

    @Override
    public Scheduler create(RalstonSettings settings, BuildContext context) {
        return new RalstonScheduler(settings);
    }

    /** Lets a checkpoint's own scheduler config fill in what the YAML file leaves out. */
    @Override
    public RalstonSettings fromReference(ReferenceConfig config) {
        config.expect("prediction_type", null, "epsilon");
        config.expect("beta_schedule", "scaled_linear");
        config.expect("trained_betas", (Object) null);
        config.expect("rescale_betas_zero_snr", null, false);
        config.expect("timestep_spacing", null, "linspace", "leading", "trailing");
        return new RalstonSettings(
                config.decimal("beta_start", 0.0001),
                config.decimal("beta_end", 0.02),
                config.integer("num_train_timesteps", 1000),
                Spacing.valueOf(config.string("timestep_spacing", "leading").toUpperCase(Locale.ROOT)),
                config.integer("steps_offset", 0));
    }
}
