package io.diffusion4j.schedulers.euler;

import io.diffusion4j.core.sampling.Advice;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.Alias;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.schedulers.euler.EulerSettings.Interpolation;
import io.diffusion4j.schedulers.euler.EulerSettings.Timestep;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import io.diffusion4j.schedulers.spacing.TimestepSpacing;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Euler's method in the noise level, Karras et al. 2022, algorithm 2 without the correction. */
public final class EulerProvider implements SchedulerProvider<EulerSettings> {
    private static final Set<PredictionType> PREDICTIONS =
            EnumSet.of(PredictionType.EPSILON, PredictionType.V_PREDICTION, PredictionType.SAMPLE);

    @Override
    public String type() {
        return "euler";
    }

    @Override
    public Class<EulerSettings> settings() {
        return EulerSettings.class;
    }

    @Override
    public String summary() {
        return "First order in the noise level; simple, robust, with optional churn.";
    }

    @Override
    public Scheduler create(EulerSettings settings, BuildContext context) {
        return new Euler(settings);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("EulerDiscreteScheduler");
    }

    /** Beside the config's keys also {@code s_churn}, {@code s_tmin}, {@code s_tmax} and {@code s_noise}. */
    @Override
    public EulerSettings fromReference(ReferenceConfig config) {
        config.expect("interpolation_type", null, "linear", "log_linear");
        config.expect("timestep_type", null, "discrete", "continuous");
        PredictionType prediction = PredictionType.of(config, PREDICTIONS);
        // the reference reads these two only where they can act
        boolean continuous = config.string("timestep_type", "discrete").equals("continuous")
                && prediction == PredictionType.V_PREDICTION;
        SigmaSchedule sigmas = SigmaSchedule.of(config);
        return new EulerSettings(
                NoiseScheduleSettings.of(config),
                prediction,
                TimestepSpacing.of(config, TimestepSpacing.LINSPACE),
                config.integer("steps_offset", 0),
                sigmas,
                config.string("interpolation_type", "linear").equals("linear")
                        ? Interpolation.LINEAR
                        : Interpolation.LOG_LINEAR,
                sigmas.isCurve() ? config.decimal("sigma_min") : Optional.empty(),
                sigmas.isCurve() ? config.decimal("sigma_max") : Optional.empty(),
                FinalSigma.of(config),
                continuous ? Timestep.CONTINUOUS : Timestep.DISCRETE,
                new Churn(
                        config.decimal("s_churn", 0),
                        config.decimal("s_tmin", 0),
                        config.decimal("s_tmax", Double.POSITIVE_INFINITY),
                        config.decimal("s_noise", 1)));
    }

    @Override
    public List<Alias> aliases() {
        return List.of(
                Alias.of("Euler", "A1111", "spacing=linspace"),
                Alias.of("sample_euler", "k-diffusion", "spacing=linspace"));
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice(Advice.Purpose.MEMORY, 20, "Keeps nothing between steps but the latents."));
    }
}
