package io.diffusion4j.schedulers.ddpm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.ddpm.UnClipSettings.StepTo;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The random walk of the unCLIP models, Ramesh et al. 2022, as Karlo publishes them. */
public final class UnClipProvider implements SchedulerProvider<UnClipSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "unclip";
    }

    @Override
    public Class<UnClipSettings> settings() {
        return UnClipSettings.class;
    }

    @Override
    public String summary() {
        return "For unCLIP models: the random reverse walk from the last training timestep to 0.";
    }

    @Override
    public Scheduler create(UnClipSettings settings, BuildContext context) {
        return new UnClip(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("UnCLIPScheduler");
    }

    /** Beside the config's keys also {@code prev_timestep_given}: whether steps are told where they lead to. */
    @Override
    public UnClipSettings fromReference(ReferenceConfig config) {
        // the reference class knows one schedule, and never thresholds
        ReferenceConfig own = config.with(
                Map.of("beta_schedule", config.string("beta_schedule", "squaredcos_cap_v2"), "thresholding", false));
        return new UnClipSettings(
                NoiseScheduleSettings.of(own),
                PredictionType.of(own, PREDICTIONS),
                own.flag("prev_timestep_given", true) ? StepTo.NEXT : StepTo.ONE_BELOW,
                OriginalClamp.of(own, true),
                PosteriorVariance.of(own));
    }
}
