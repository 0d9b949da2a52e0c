package io.diffusion4j.core.sampling;

/**
 * One evaluation of the model within a trajectory.
 *
 * @param index position in the trajectory, from 0
 * @param count number of steps in the trajectory
 * @param timestep what the model is conditioned on, in the units it was trained with (0 to 999 for most)
 */
public record Step(int index, int count, double timestep) {}
