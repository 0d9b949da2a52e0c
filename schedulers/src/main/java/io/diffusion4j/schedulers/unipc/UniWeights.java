package io.diffusion4j.schedulers.unipc;

import io.diffusion4j.schedulers.solver.LinearSystem;
import io.diffusion4j.schedulers.unipc.UniPcSettings.Scale;
import java.util.Arrays;

/**
 * The weights of differences between model evaluations within a step; Zhao et al. 2023, theorem 3.1.
 *
 * @param h signed length of the step in λ
 */
record UniWeights(double h, Scale scale) {
    /** @param nodes of the earlier evaluations, in steps */
    double[] ofPredictor(double[] nodes) {
        // the published sampler simplifies the one coefficient of second order
        return nodes.length == 1 ? new double[] {0.5 * scale.of(h) / nodes[0]} : solved(nodes);
    }

    /** @param nodes of the earlier evaluations; that at the step's end is added */
    double[] ofCorrector(double[] nodes) {
        if (nodes.length == 0) {
            return new double[] {0.5 * scale.of(h)};
        }
        double[] all = Arrays.copyOf(nodes, nodes.length + 1);
        all[nodes.length] = 1;
        return solved(all);
    }

    /** The weights w with which {@code Σ wₖ rₖⁿ} is {@code n! hφₙ₊₁(h)} for every power n up to their number. */
    private double[] solved(double[] nodes) {
        int count = nodes.length;
        double[][] rows = new double[count][count + 1];
        double phi = Math.expm1(h) / h - 1;
        double factorial = 1;
        for (int n = 1; n <= count; n++) {
            for (int k = 0; k < count; k++) {
                rows[n - 1][k] = Math.pow(nodes[k], n);
            }
            rows[n - 1][count] = phi * factorial;
            factorial *= n + 1;
            phi = phi / h - 1 / factorial;
        }
        return LinearSystem.solve(rows);
    }
}
