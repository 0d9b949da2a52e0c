package io.diffusion4j.schedulers.heun;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.schedulers.solver.Requests;
import io.diffusion4j.schedulers.spacing.LevelGrid;
import io.diffusion4j.schedulers.spacing.Timesteps;
import java.util.Locale;

final class Heun implements Scheduler {
    private final HeunSettings settings;
    private final LevelGrid grid;

    Heun(HeunSettings settings) {
        this.settings = settings;
        this.grid = new LevelGrid(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        Requests.refuseSigmas(request, "heun");
        Requests.refuseMoreThan(settings.noise().trainTimesteps(), request);
        if (request.timesteps().isPresent() && settings.sigmas().isCurve()) {
            throw new ConfigurationException("custom timesteps and sigmas: "
                    + settings.sigmas().name().toLowerCase(Locale.ROOT) + " exclude one another; leave one out");
        }
        return new HeunTrajectory(
                settings,
                request.timesteps()
                        .map(timesteps -> grid.at(Timesteps.single(Timesteps.custom(timesteps))))
                        .orElseGet(() -> grid.ofSteps(request.steps())));
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    @Override
    public int order() {
        return 2;
    }
}
