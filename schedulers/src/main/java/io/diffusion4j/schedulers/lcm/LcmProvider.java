package io.diffusion4j.schedulers.lcm;

import io.diffusion4j.core.sampling.Advice;
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

/** Multistep sampling of latent consistency models, Luo et al. 2023. */
public final class LcmProvider implements SchedulerProvider<LcmSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "lcm";
    }

    @Override
    public Class<LcmSettings> settings() {
        return LcmSettings.class;
    }

    @Override
    public String summary() {
        return "For latent consistency models: 2 to 8 steps, each jumps to the clean sample and adds noise again.";
    }

    @Override
    public Scheduler create(LcmSettings settings, BuildContext context) {
        return new Lcm(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("LCMScheduler");
    }

    @Override
    public LcmSettings fromReference(ReferenceConfig config) {
        return new LcmSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                config.integer("original_inference_steps", 50),
                config.decimal("timestep_scaling", 10),
                OriginalClamp.of(config, false));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(Alias.of("sample_lcm", "ComfyUI"));
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice(
                Advice.Purpose.SPEED,
                4,
                "Fewest evaluations of all, but only for checkpoints or adapters that were distilled for it."));
    }
}
