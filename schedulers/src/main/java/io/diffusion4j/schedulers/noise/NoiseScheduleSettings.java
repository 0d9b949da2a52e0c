package io.diffusion4j.schedulers.noise;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsBlock;
import io.diffusion4j.core.settings.Trained;
import java.util.List;
import java.util.Optional;

/**
 * The noise that a model was trained with; all schedulers share this block.
 *
 * @param betas only for {@link BetaSchedule#EXPLICIT}; empty otherwise
 * @param cosine only for {@link BetaSchedule#COSINE}; the published values otherwise
 * @param learned with a file only for {@link BetaSchedule#LEARNED}
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
        List<Double> betas,

        CosineSettings cosine,
        LearnedSettings learned) {

    public NoiseScheduleSettings {
        Constraints.check(
                NoiseScheduleSettings.class,
                schedule,
                betaStart,
                betaEnd,
                trainTimesteps,
                zeroTerminalSnr,
                betas,
                cosine,
                learned);
        betas = List.copyOf(betas);
        checkBetas(schedule, trainTimesteps, betas);
        if (schedule != BetaSchedule.COSINE && !cosine.equals(CosineSettings.defaults())) {
            throw new InvalidSetting("cosine", "acts only where schedule is cosine");
        }
        checkLearned(schedule, trainTimesteps, zeroTerminalSnr, learned);
    }

    private static void checkBetas(BetaSchedule schedule, int trainTimesteps, List<Double> betas) {
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

    private static void checkLearned(
            BetaSchedule schedule, int trainTimesteps, boolean zeroTerminalSnr, LearnedSettings learned) {
        boolean chosen = schedule == BetaSchedule.LEARNED;
        if (chosen != learned.file().isPresent()) {
            throw new InvalidSetting("learned", "must name a file if, and only if, schedule is learned");
        }
        if (chosen && zeroTerminalSnr) {
            throw new InvalidSetting(
                    "zeroTerminalSnr", "must be false where schedule is learned; raise gamma-max for less signal");
        }
        if (chosen && trainTimesteps < 2) {
            throw new InvalidSetting("trainTimesteps", "must be 2 or more where schedule is learned");
        }
    }

    /** Stable Diffusion's. */
    public static NoiseScheduleSettings defaults() {
        return ofEnds(BetaSchedule.SCALED_LINEAR, 0.00085, 0.012);
    }

    /** A schedule between two variances, over 1000 timesteps. */
    public static NoiseScheduleSettings ofEnds(BetaSchedule schedule, double betaStart, double betaEnd) {
        return new NoiseScheduleSettings(
                schedule,
                betaStart,
                betaEnd,
                1000,
                false,
                List.of(),
                CosineSettings.defaults(),
                LearnedSettings.defaults());
    }

    /** The noise of a scheduler, whatever it is: the block of this type among its settings, if there is one. */
    public static Optional<NoiseScheduleSettings> of(Record schedulerSettings) {
        return SettingsBlock.find(schedulerSettings, NoiseScheduleSettings.class);
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
                betas,
                CosineSettings.defaults(),
                LearnedSettings.defaults());
    }
}
