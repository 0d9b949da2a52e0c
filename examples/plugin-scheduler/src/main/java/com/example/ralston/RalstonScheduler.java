package com.example.ralston;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.Trajectory;
import java.util.ArrayList;
import java.util.List;

/** Ralston 1962, "Runge-Kutta methods with minimum error bounds", on the probability flow in noise levels. */
final class RalstonScheduler implements Scheduler {
    private final RalstonSettings settings;
    private final NoiseLevels levels;

    RalstonScheduler(RalstonSettings settings) {
        this.settings = settings;
        this.levels = NoiseLevels.of(settings);
    }

    @Override
    public Trajectory plan(PlanRequest request) {
        if (request.timesteps().isPresent() || request.sigmas().isPresent()) {
            throw new ConfigurationException("ralston chooses its own noise levels; leave out timesteps and sigmas");
        }
        int steps = request.steps();
        if (steps > settings.trainTimesteps()) {
            throw new ConfigurationException("ralston makes at most %d steps, one for each of training, got %d"
                    .formatted(settings.trainTimesteps(), steps));
        }
        List<Double> sigmas = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double now = sigma(i, steps);
            double next = i + 1 < steps ? sigma(i + 1, steps) : 0;
            sigmas.add(now);
            sigmas.add(now + 2.0 / 3 * (next - now));
        }
        sigmas.add(0.0);
        return new RalstonTrajectory(levels, sigmas);
    }

    @Override
    public boolean isStochastic() {
        return false;
    }

    @Override
    public int order() {
        return 2;
    }

    private double sigma(int index, int steps) {
        return levels.sigma(
                settings.spacing().timestep(index, steps, settings.trainTimesteps(), settings.stepsOffset()));
    }
}
