package io.diffusion4j.schedulers.solver;

/** Lets a measurement call the arithmetic of a step alone. */
public final class UpdateAccess {
    private UpdateAccess() {}

    public static Update update(SolverTrajectory trajectory, Point point) {
        return trajectory.update(point);
    }
}
