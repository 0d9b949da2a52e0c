package io.diffusion4j.schedulers.solver;

import io.diffusion4j.schedulers.spacing.FinalSigma;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import java.util.List;

/**
 * The noise level before each step, and the whole timestep that the model is told there.
 *
 * @param sigmas falling
 * @param timesteps as many
 */
public record Levels(double[] sigmas, double[] timesteps) {
    /** With the level that the last step ends at. */
    public List<Double> closed(double last) {
        return SigmaTable.closed(sigmas, last);
    }

    /**
     * With 0, or with the lowest level: that of timestep 0 where the levels are those of timesteps, the last one again
     * where the plan places them.
     */
    public List<Double> closed(FinalSigma last, LevelPlan plan) {
        boolean repeats = last == FinalSigma.SIGMA_MIN && plan.placesLevels();
        return closed(repeats ? sigmas[sigmas.length - 1] : last.of(plan.table()));
    }
}
