package io.diffusion4j.schedulers.pndm;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.FinalAlpha;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.pndm.PndmSettings.Start;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Pseudo numerical methods for diffusion models, Liu et al. 2022: PLMS, with or without Runge-Kutta start. */
public final class PndmProvider implements SchedulerProvider<PndmSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION);

    @Override
    public String type() {
        return "pndm";
    }

    @Override
    public Class<PndmSettings> settings() {
        return PndmSettings.class;
    }

    @Override
    public String summary() {
        return "Linear multistep with four values (PLMS) over timesteps; Stable Diffusion's first default.";
    }

    @Override
    public Scheduler create(PndmSettings settings, BuildContext context) {
        return new Pndm(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("PNDMScheduler");
    }

    @Override
    public PndmSettings fromReference(ReferenceConfig config) {
        config.expect("rescale_betas_zero_snr", null, false);
        return new PndmSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LEADING),
                config.integer("steps_offset", 0),
                FinalAlpha.of(config, false),
                config.flag("skip_prk_steps", false) ? Start.LOWER_ORDER : Start.RUNGE_KUTTA);
    }

    @Override
    public List<Alias> aliases() {
        return List.of(Alias.of("PLMS", "A1111", "start=lower-order"));
    }
}
