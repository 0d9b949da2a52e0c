package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.schedulers.spacing.Timesteps;

/** The timesteps that a model was distilled at, and which of them a run of few steps visits. */
public final class DistilledSteps {
    private DistilledSteps() {}

    /**
     * Evenly chosen among {@code original} even timesteps, from the last one down; or those of the request. A strength of
     * less than 1 leaves only the first share of them to choose from, so that a run over an image takes all its steps.
     *
     * @param original number of timesteps of the distillation
     * @param train number of training timesteps
     * @throws ConfigurationException if there are fewer than the request asks for
     */
    public static int[] of(PlanRequest request, int original, int train) {
        Requests.refuseMoreThan(train, request);
        double[] timesteps =
                request.timesteps().map(Timesteps::custom).orElseGet(() -> evenly(request, original, train));
        return Timesteps.indices(timesteps, train);
    }

    private static double[] evenly(PlanRequest request, int original, int train) {
        int steps = request.steps();
        int kept = (int) (original * request.strength());
        if (steps > kept) {
            throw new ConfigurationException(
                    ("steps is %d, but original-steps, which they are taken from, leaves only %d "
                                    + "of %d at strength %s; ask for fewer steps")
                            .formatted(steps, kept, original, request.strength()));
        }
        int stride = train / original;
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            int index = (int) Math.floor(i * ((double) kept / steps));
            timesteps[i] = (double) (kept - index) * stride - 1;
        }
        return timesteps;
    }
}
