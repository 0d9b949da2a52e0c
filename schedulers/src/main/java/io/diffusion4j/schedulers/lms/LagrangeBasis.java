package io.diffusion4j.schedulers.lms;

/** The polynomials that are 1 at one of up to four places and 0 at the others. */
record LagrangeBasis(double[] places) {
    /** Gauss and Legendre's two nodes, at which a cubic is integrated without error. */
    private static final double NODE = Math.sqrt(1 / 3.0);

    /** Of the polynomial that is 1 at that place, between two bounds. */
    double integral(int one, double from, double to) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        return half * (value(one, middle - half * NODE) + value(one, middle + half * NODE));
    }

    private double value(int one, double x) {
        double product = 1;
        for (int i = 0; i < places.length; i++) {
            if (i != one) {
                product *= (x - places[i]) / (places[one] - places[i]);
            }
        }
        return product;
    }
}
