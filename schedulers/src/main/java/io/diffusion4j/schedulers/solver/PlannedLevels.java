package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.Levels;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a {@link LevelPlan} gives: the noise level before each step, and the whole timestep that the model is told there.
 *
 * @param sigmas falling
 * @param timesteps as many
 * @param end where the request says that the last step ends
 */
public record PlannedLevels(double[] sigmas, double[] timesteps, Optional<Double> end) {
    /** Where the scheduler decides on the end. */
    public PlannedLevels(double[] sigmas, double[] timesteps) {
        this(sigmas, timesteps, Optional.empty());
    }

    /** @param solver what cannot reach a clean sample @throws ConfigurationException if the request ends there */
    public PlannedLevels endingInNoise(String solver) {
        if (end.filter(level -> level == 0).isPresent()) {
            throw new ConfigurationException("custom sigmas must end above 0 here: " + solver + " ends in noise");
        }
        return this;
    }

    /** With the level that the last step ends at, unless the request names another, or a table goes below it. */
    public Levels closed(double last) {
        double lowest = Math.min(last, sigmas[sigmas.length - 1]);
        return new Levels(
                SigmaTable.closed(sigmas, end.orElse(lowest)),
                Arrays.stream(timesteps).boxed().toList());
    }

    /**
     * With 0, or with the lowest level: that of timestep 0 where the levels are those of timesteps; the last one
     * again where the plan places them, as the reference does it.
     */
    public Levels closed(FinalSigma last, LevelPlan plan) {
        boolean repeats = last == FinalSigma.SIGMA_MIN && plan.sigmas().isOfReference();
        return closed(repeats ? sigmas[sigmas.length - 1] : last.of(plan.table()));
    }
}
