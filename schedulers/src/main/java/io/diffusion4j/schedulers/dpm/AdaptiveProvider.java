package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** DPM-Solver with steps as long as a tolerated error allows, Lu et al. 2022, "DPM-Solver", appendix C. */
public final class AdaptiveProvider implements SchedulerProvider<AdaptiveSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "dpm-adaptive";
    }

    @Override
    public Class<AdaptiveSettings> settings() {
        return AdaptiveSettings.class;
    }

    @Override
    public String summary() {
        return "Chooses its steps by a tolerated error, within a budget of evaluations; the number of steps is ignored.";
    }

    @Override
    public Scheduler create(AdaptiveSettings settings, BuildContext context) {
        return new Adaptive(settings);
    }

    @Override
    public AdaptiveSettings fromReference(ReferenceConfig config) {
        return AdaptiveSettings.of(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                OriginalClamp.thresholdingOf(config));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("DPM adaptive", "A1111", "final-sigma=sigma-min"),
                Alias.of("sample_dpm_adaptive", "k-diffusion", "final-sigma=sigma-min"));
    }
}
