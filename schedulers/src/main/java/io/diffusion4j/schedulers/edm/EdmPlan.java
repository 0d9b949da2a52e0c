package io.diffusion4j.schedulers.edm;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.SigmaTable;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;
import java.util.List;

/**
 * The noise levels of one run, in float32.
 *
 * @param levels those that steps start at, falling
 */
record EdmPlan(double[] levels) {
    /** @param type the scheduler's name in YAML */
    static EdmPlan of(EdmSettings settings, PlanRequest request, String type) {
        Requests.refuseTimesteps(request, type);
        Requests.refuseSigmas(request, type);
        return new EdmPlan(Timesteps.single(settings.curve().between(settings.levels(), request.steps())));
    }

    double last() {
        return levels[levels.length - 1];
    }

    /** With the level that the last step ends at. */
    List<Double> closed(double end) {
        return SigmaTable.closed(levels, end);
    }

    /** What the model is told: a quarter of the logarithm of the level. */
    double[] timesteps() {
        return Timesteps.single(
                Arrays.stream(levels).map(sigma -> 0.25 * Math.log(sigma)).toArray());
    }
}
