package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.euler.Churn;
import io.diffusion4j.schedulers.prediction.PredictionType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Euler's method for preconditioned models, Karras et al. 2022, algorithm 2 without the correction. */
public final class EdmEulerProvider implements SchedulerProvider<EdmEulerSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION);

    @Override
    public String type() {
        return "edm-euler";
    }

    @Override
    public Class<EdmEulerSettings> settings() {
        return EdmEulerSettings.class;
    }

    @Override
    public String summary() {
        return "For EDM models: first order in the noise level, with optional churn.";
    }

    @Override
    public Scheduler create(EdmEulerSettings settings, BuildContext context) {
        return new EdmEuler(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("EDMEulerScheduler");
    }

    /** Beside the config's keys also {@code s_churn}, {@code s_tmin}, {@code s_tmax} and {@code s_noise}. */
    @Override
    public EdmEulerSettings fromReference(ReferenceConfig config) {
        return new EdmEulerSettings(
                KarrasLevels.of(config),
                config.decimal("sigma_data", 0.5),
                PredictionType.of(config, PREDICTIONS),
                EdmCurve.of(config),
                EdmEnd.of(config),
                new Churn(
                        config.decimal("s_churn", 0),
                        config.decimal("s_tmin", 0),
                        config.decimal("s_tmax", Double.POSITIVE_INFINITY),
                        config.decimal("s_noise", 1)));
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice(
                Advice.Purpose.TRAINING, 50, "For EDM models: the plain path, without a second evaluation."));
    }
}
