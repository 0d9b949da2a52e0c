package io.diffusion4j.schedulers.tcd;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Strategic stochastic sampling of trajectory consistency models, Zheng et al. 2024. */
public final class TcdProvider implements SchedulerProvider<TcdSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "tcd";
    }

    @Override
    public Class<TcdSettings> settings() {
        return TcdSettings.class;
    }

    @Override
    public String summary() {
        return "For trajectory consistency models: few steps, with an adjustable share of fresh noise (gamma).";
    }

    @Override
    public Scheduler create(TcdSettings settings, BuildContext context) {
        return new Tcd(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("TCDScheduler");
    }

    /** Beside the config's keys also {@code eta}, the reference's name for gamma. */
    @Override
    public TcdSettings fromReference(ReferenceConfig config) {
        return new TcdSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                config.integer("original_inference_steps", 50),
                config.decimal("eta", 0.3));
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice(
                Advice.Purpose.SPEED,
                4,
                "As few evaluations as lcm with more detail, only for checkpoints that were distilled for it."));
    }
}
