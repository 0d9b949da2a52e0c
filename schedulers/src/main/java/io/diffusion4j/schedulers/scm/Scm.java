package io.diffusion4j.schedulers.scm;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.noise.Linspace;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Arrays;

record Scm(ScmSettings settings) implements Scheduler {
    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "scm");
        double[] angles =
                request.timesteps().map(Timesteps::custom).map(Scm::inRange).orElseGet(() -> chosen(request.steps()));
        return new ScmTrajectory(settings.sigmaData(), Timesteps.single(angles));
    }

    /** Published for two steps; the others are even. The angle 0, where all of them end, is no step. */
    private double[] chosen(int steps) {
        double max = settings.maxTimestep();
        return steps == 2
                ? new double[] {max, settings.intermediateTimestep()}
                : Arrays.copyOf(Linspace.of(max, 0, steps + 1), steps);
    }

    private static double[] inRange(double[] angles) {
        double first = angles[0];
        double last = angles[angles.length - 1];
        if (first > 1.5708 || last <= 0) {
            throw new ConfigurationException(("custom timesteps of scm are angles of more than 0 and at most 1.5708, "
                            + "got %s to %s; the 0 at the end is added by itself")
                    .formatted(first, last));
        }
        return angles;
    }

    @Override
    public boolean isStochastic() {
        return true;
    }

    @Override
    public int order() {
        return 1;
    }
}
