package io.diffusion4j.app.plot;

/**
 * A curve.
 *
 * @param x rising
 * @param y as many; what is not finite is not drawn
 * @param dots whether the values themselves are marked, not only the line through them
 */
public record Series(String label, double[] x, double[] y, boolean dots) {}
