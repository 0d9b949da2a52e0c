package io.diffusion4j.core.sampling;

/** Plans how noise becomes an image. Immutable: one instance serves any number of threads and runs. */
public interface Scheduler {
    /**
     * The trajectory for that many steps.
     *
     * @throws io.diffusion4j.core.error.ConfigurationException if this scheduler cannot do what is asked
     */
    Trajectory plan(PlanRequest request);

    /** Whether it draws noise between steps. */
    boolean isStochastic();

    /** The global order of convergence that it claims; 1 for Euler and DDIM. */
    int order();
}
