package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.Trained;
import java.util.List;

/**
 * The noise that a model was trained with; all schedulers share this block.
 *
 * @param betas only for {@link BetaSchedule#EXPLICIT}; empty otherwise
 */
@Trained
@Doc("The noise that the model was trained with.")
public record NoiseScheduleSettings(
        @Doc("How the added variance grows over the training timesteps.")
        BetaSchedule schedule,

        @Doc("Variance that the first training timestep adds.") @Range(min = 0, max = 1)
        double betaStart,

        @Doc("Variance that the last training timestep adds.") @Range(min = 0, max = 1)
        double betaEnd,

        @Doc("Number of timesteps that the model was trained with.") @Range(min = 1, max = 100000)
        int trainTimesteps,

        @Doc("Rescale so that the last timestep is pure noise (Lin et al. 2023).")
        boolean zeroTerminalSnr,

        @Doc("The variance that each training timestep adds, for the explicit schedule.")
        List<Double> betas) {

    public NoiseScheduleSettings {
        Constraints.check(
                NoiseScheduleSettings.class, schedule, betaStart, betaEnd, trainTimesteps, zeroTerminalSnr, betas);
        betas = List.copyOf(betas);
        if ((schedule == BetaSchedule.EXPLICIT) == betas.isEmpty()) {
            throw new InvalidSetting("betas", "must be listed if, and only if, schedule is explicit");
        }
        if (!betas.isEmpty() && betas.size() != trainTimesteps) {
            throw new InvalidSetting(
                    "betas", "lists " + betas.size() + " values, but train-timesteps is " + trainTimesteps);
        }
        if (betas.stream().anyMatch(beta -> !(beta >= 0 && beta <= 1))) {
            throw new InvalidSetting("betas", "must be between 0 and 1");
        }
    }

    /** Stable Diffusion's. */
    public static NoiseScheduleSettings defaults() {
        return new NoiseScheduleSettings(BetaSchedule.SCALED_LINEAR, 0.00085, 0.012, 1000, false, List.of());
    }

    /** As a {@code scheduler_config.json} has it. */
    public static NoiseScheduleSettings of(ReferenceConfig config) {
        return of(config, 0.0001, 0.02);
    }

    /**
     * As a {@code scheduler_config.json} has it.
     *
     * @param betaStart the reference class's default for {@code beta_start}
     * @param betaEnd the reference class's default for {@code beta_end}
     */
    public static NoiseScheduleSettings of(ReferenceConfig config, double betaStart, double betaEnd) {
        List<Double> betas = config.decimals("trained_betas");
        return new NoiseScheduleSettings(
                BetaSchedule.of(config),
                config.decimal("beta_start", betaStart),
                config.decimal("beta_end", betaEnd),
                config.integer("num_train_timesteps", betas.isEmpty() ? 1000 : betas.size()),
                config.flag("rescale_betas_zero_snr", false),
                betas);
    }
}
