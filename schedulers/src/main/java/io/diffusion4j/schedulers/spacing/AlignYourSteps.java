package io.diffusion4j.schedulers.spacing;

import io.diffusion4j.schedulers.noise.Linspace;
import java.util.Arrays;

/**
 * Noise levels of ten steps that were optimised for one model; Sabour et al. 2024. Other numbers of steps take theirs by
 * interpolating log σ over the share of the run that is done. The last level of the table, where the last step ends,
 * gives way to what the scheduler ends at.
 */
enum AlignYourSteps implements SigmaCurve {
    SD15(14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029),
    SDXL(14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029),
    SVD(700, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0.002);

    private final double[] table;

    AlignYourSteps(double... table) {
        this.table = table;
    }

    /** @param max ignored, as {@code min} is: the table knows where its model's noise lies */
    @Override
    public double[] between(double max, double min, int count) {
        double[] places = Linspace.of(0, table.length - 1, count + 1);
        return Arrays.stream(places).limit(count).map(this::at).toArray();
    }

    /** @param place between 0 and the index of the last level */
    private double at(double place) {
        int above = Math.min((int) place, table.length - 2);
        double share = place - above;
        return Math.exp((1 - share) * Math.log(table[above]) + share * Math.log(table[above + 1]));
    }
}
