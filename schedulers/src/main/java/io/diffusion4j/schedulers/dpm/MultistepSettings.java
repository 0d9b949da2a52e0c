package io.diffusion4j.schedulers.dpm;

import io.diffusion4j.schedulers.dpm.DpmSolverSettings.SolverType;

/** What decides the weights of a multistep. */
public interface MultistepSettings {
    DpmAlgorithm algorithm();

    int order();

    SolverType solver();

    boolean lowerOrderFinal();

    boolean eulerAtFinal();
}
