package io.diffusion4j.schedulers.sasolver;

import io.diffusion4j.schedulers.solver.LinearSystem;
import io.diffusion4j.schedulers.solver.ModelPart;

/**
 * The weights of model evaluations within a step: integrals of the polynomials that are 1 at one evaluation and 0 at the
 * others, under the kernel {@code exp(−decay · (h − s))} for s from 0 to h; Xue et al. 2023, theorem 4.2.
 *
 * @param h length of the step in λ
 * @param decay 1 + τ² where the clean sample is expanded, −1 where the noise is
 */
record AdamsWeights(double h, double decay) {
    static AdamsWeights of(ModelPart part, double h, double tau) {
        return new AdamsWeights(h, part == ModelPart.ORIGINAL ? 1 + tau * tau : -1);
    }

    /** @param nodes of the evaluations in λ, from where the step begins */
    double[] at(double... nodes) {
        int count = nodes.length;
        double[][] rows = new double[count][count + 1];
        double moment = -Math.expm1(-decay * h) / decay;
        for (int n = 0; n < count; n++) {
            for (int k = 0; k < count; k++) {
                rows[n][k] = Math.pow(nodes[k], n);
            }
            rows[n][count] = isSimplified(n, count) ? h * h / 2 : moment;
            moment = (Math.pow(h, n + 1) - (n + 1) * moment) / decay;
        }
        return LinearSystem.solve(rows);
    }

    /** The published sampler takes the slope of second order without the kernel, if it expands the clean sample. */
    private boolean isSimplified(int power, int count) {
        return power == 1 && count == 2 && decay > 0;
    }
}
