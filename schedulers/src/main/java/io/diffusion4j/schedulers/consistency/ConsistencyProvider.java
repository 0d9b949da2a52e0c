package io.diffusion4j.schedulers.consistency;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.edm.KarrasLevels;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import java.util.Set;

/** Multistep sampling of consistency models, Song et al. 2023, algorithm 1. */
public final class ConsistencyProvider implements SchedulerProvider<ConsistencySettings> {
    @Override
    public String type() {
        return "consistency";
    }

    @Override
    public Class<ConsistencySettings> settings() {
        return ConsistencySettings.class;
    }

    @Override
    public String summary() {
        return "For consistency models over pixels: one step, or several with fresh noise between them.";
    }

    @Override
    public Scheduler create(ConsistencySettings settings, BuildContext context) {
        return new Consistency(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("CMStochasticIterativeScheduler");
    }

    @Override
    public ConsistencySettings fromReference(ReferenceConfig config) {
        OriginalClamp.Kind clamp =
                config.flag("clip_denoised", true) ? OriginalClamp.Kind.CLIP : OriginalClamp.Kind.NONE;
        return new ConsistencySettings(
                KarrasLevels.of(config),
                config.integer("num_train_timesteps", 40),
                config.decimal("sigma_data", 0.5),
                config.decimal("s_noise", 1),
                new OriginalClamp(clamp, 1, 0.995, 1));
    }
}
