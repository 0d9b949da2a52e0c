package io.diffusion4j.schedulers.repaint;

import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.EnumSet;
import java.util.Set;

/** Inpainting with models that were not trained for it, Lugmayr et al. 2022. */
public final class RepaintProvider implements SchedulerProvider<RepaintSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "repaint";
    }

    @Override
    public Class<RepaintSettings> settings() {
        return RepaintSettings.class;
    }

    @Override
    public String summary() {
        return "Fits what is painted to a known part of the image by going back and forth; many evaluations.";
    }

    @Override
    public Scheduler create(RepaintSettings settings, BuildContext context) {
        return new Repaint(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("RePaintScheduler");
    }

    @Override
    public RepaintSettings fromReference(ReferenceConfig config) {
        RepaintSettings defaults = RepaintSettings.defaults();
        return new RepaintSettings(
                NoiseScheduleSettings.of(config),
                PredictionType.of(config, PREDICTIONS),
                config.decimal("eta", 0),
                config.integer("jump_length", defaults.jumpLength()),
                config.integer("jump_n_sample", defaults.jumpSamples()),
                OriginalClamp.of(config, true));
    }
}
