package io.diffusion4j.schedulers.sde;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Predictor-corrector sampling of the variance exploding SDE, Song et al. 2021. */
public final class ScoreSdeVeProvider implements SchedulerProvider<ScoreSdeVeSettings> {
    @Override
    public String type() {
        return "sde-ve";
    }

    @Override
    public Class<ScoreSdeVeSettings> settings() {
        return ScoreSdeVeSettings.class;
    }

    @Override
    public String summary() {
        return "For score models that are told the noise level: Langevin corrections between random reverse steps.";
    }

    @Override
    public Scheduler create(ScoreSdeVeSettings settings, BuildContext context) {
        return new ScoreSdeVe(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("ScoreSdeVeScheduler");
    }

    @Override
    public ScoreSdeVeSettings fromReference(ReferenceConfig config) {
        // scores are all that it takes, and the key that tells other predictions is not its own
        config.expect("prediction_type", (Object) null);
        ScoreSdeVeSettings defaults = ScoreSdeVeSettings.defaults();
        return new ScoreSdeVeSettings(
                config.decimal("sigma_min", defaults.sigmaMin()),
                config.decimal("sigma_max", defaults.sigmaMax()),
                config.integer("correct_steps", defaults.correctorSteps()),
                config.decimal("snr", defaults.snr()),
                config.decimal("sampling_eps", defaults.samplingEps()));
    }
}
