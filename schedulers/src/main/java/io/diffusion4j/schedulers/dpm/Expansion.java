package io.diffusion4j.schedulers.dpm;

/**
 * The weights of one step: of the sample, of the model's Taylor terms in λ over the step (value, slope · h and
 * curvature · h², by finite differences), and of fresh noise.
 */
record Expansion(double sample, double value, double slope, double curvature, double noise) {}
