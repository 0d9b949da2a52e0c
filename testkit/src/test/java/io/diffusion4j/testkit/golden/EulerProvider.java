package io.diffusion4j.testkit.golden;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/**
 * Euler's method, just large enough to run stored runs: linspace spacing, epsilon prediction.
 *
 * @param stepFactor what each step is multiplied with; anything but 1 is a mistake, for tests that plant one
 */
record EulerProvider(double stepFactor) implements SchedulerProvider<EulerProvider.Settings> {
    record Settings(double betaStart, double betaEnd) {}

    @Override
    public String type() {
        return "test-euler";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String summary() {
        return "Euler's method";
    }

    @Override
    public Scheduler create(Settings settings, BuildContext context) {
        return new EulerScheduler(settings.betaStart(), settings.betaEnd(), stepFactor);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("EulerDiscreteScheduler");
    }

    @Override
    public Settings fromReference(ReferenceConfig config) {
        config.expect("beta_schedule", "scaled_linear");
        config.expect("prediction_type", "epsilon");
        config.expect("timestep_spacing", "linspace");
        config.expect("interpolation_type", "linear");
        config.expect("final_sigmas_type", "zero");
        config.expect("timestep_type", "discrete");
        for (String key : new String[] {"use_karras_sigmas", "use_beta_sigmas", "use_exponential_sigmas"}) {
            config.expect(key, false);
        }
        config.expect("rescale_betas_zero_snr", false);
        config.expect("s_churn", new Object[] {null});
        if (config.decimal("beta_start", 0) <= 0) {
            throw new CheckpointException("beta_start must be positive");
        }
        return new Settings(config.decimal("beta_start", 0), config.decimal("beta_end", 0));
    }
}
