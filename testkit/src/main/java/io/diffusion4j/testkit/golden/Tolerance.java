package io.diffusion4j.testkit.golden;

/** How far a result may be from the reference. */
final class Tolerance {
    /**
     * What the tolerances of the golden files are multiplied with: they were measured with one libtorch build, and
     * another build, which sums in another order, may need this much.
     */
    static final double OTHER_BUILD = 2;

    private Tolerance() {}

    static double allowed(double stored) {
        return stored * OTHER_BUILD;
    }
}
