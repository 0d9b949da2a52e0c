package io.diffusion4j.schedulers.kdpm2;

import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.LevelGrid;
import io.diffusion4j.schedulers.spacing.Levels;
import io.diffusion4j.schedulers.spacing.SigmaSchedule;
import java.util.ArrayList;
import java.util.List;

final class Kdpm2 implements Scheduler {
    private final Kdpm2Settings settings;
    private final String type;
    private final Descent descent;
    private final LevelGrid grid;

    Kdpm2(Kdpm2Settings settings, String type, Descent descent) {
        this.settings = settings;
        this.type = type;
        this.descent = descent;
        this.grid = new LevelGrid(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseTimesteps(request, type);
        Requests.refuseMoreThan(settings.noise().trainTimesteps(), request);
        Levels levels = grid.of(request);
        return new Kdpm2Trajectory(settings, descent, timesteps(levels), sigmas(levels));
    }

    /** Those of the levels, and between them those of the middles. */
    private double[] timesteps(Levels levels) {
        double[] timesteps = new double[2 * levels.count() - 1];
        for (int i = 0; i < timesteps.length; i++) {
            int step = i / 2;
            timesteps[i] = i % 2 == 0
                    ? whole(levels.timesteps().get(step))
                    : grid.timestepOf(descent.middle(
                            levels.sigmas().get(step), levels.sigmas().get(step + 1)));
        }
        return timesteps;
    }

    /** The reference rounds the timesteps of this curve alone. */
    private double whole(double timestep) {
        return settings.sigmas() == SigmaSchedule.KARRAS ? Math.rint(timestep) : timestep;
    }

    /** Before each evaluation: the level of the step, then the one that it ends at. */
    private static List<Double> sigmas(Levels levels) {
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i < levels.count(); i++) {
            sigmas.add(levels.sigmas().get(i));
            sigmas.add(levels.sigmas().get(i + 1));
        }
        return List.copyOf(sigmas);
    }

    @Override
    public boolean isStochastic() {
        return descent == Descent.ANCESTRAL;
    }

    @Override
    public int order() {
        return 2;
    }
}
