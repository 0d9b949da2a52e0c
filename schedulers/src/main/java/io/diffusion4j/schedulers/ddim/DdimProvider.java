package io.diffusion4j.schedulers.ddim;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.ddim.DdimSettings.NoiseEstimate;
import io.diffusion4j.schedulers.noise.FinalAlpha;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Denoising diffusion implicit models, Song et al. 2020. */
public final class DdimProvider implements SchedulerProvider<DdimSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "ddim";
    }

    @Override
    public Class<DdimSettings> settings() {
        return DdimSettings.class;
    }

    @Override
    public String summary() {
        return "First order and deterministic, or with a share of fresh noise (eta); the plain reference point.";
    }

    @Override
    public Scheduler create(DdimSettings settings, BuildContext context) {
        return new Ddim(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("DDIMScheduler");
    }

    /** Beside the config's keys also {@code eta} and {@code use_clipped_model_output}. */
    @Override
    public DdimSettings fromReference(ReferenceConfig config) {
        return new DdimSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                TimestepSpacing.of(config, TimestepSpacing.LEADING),
                config.integer("steps_offset", 0),
                FinalAlpha.of(config, true),
                OriginalClamp.of(config, true),
                config.decimal("eta", 0),
                config.flag("use_clipped_model_output", false) ? NoiseEstimate.FROM_CLAMPED : NoiseEstimate.PREDICTED);
    }

    @Override
    public List<Advice> advice() {
        return List.of(
                new Advice(Advice.Purpose.MEMORY, 25, "Keeps nothing between steps but the latents."),
                new Advice(
                        Advice.Purpose.TRAINING,
                        50,
                        "A fixed yardstick: deterministic and plain, so two checkpoints differ by their weights alone."));
    }
}
