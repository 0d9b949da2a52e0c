package io.diffusion4j.schedulers.solver;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.sampling.PlanRequest;

/** What schedulers refuse of a request. */
public final class Requests {
    private Requests() {}

    /** @param type the scheduler's name in YAML */
    public static void refuseTimesteps(PlanRequest request, String type) {
        if (request.timesteps().isPresent()) {
            throw new ConfigurationException(
                    type + " takes no custom timesteps; leave them out, or use ddpm, euler or dpm-solver++");
        }
    }

    /** @param type the scheduler's name in YAML */
    public static void refuseSigmas(PlanRequest request, String type) {
        if (request.sigmas().isPresent()) {
            throw new ConfigurationException(type + " takes no custom sigmas; leave them out, or use euler");
        }
    }

    /** @param train number of training timesteps */
    public static void refuseMoreThan(int train, PlanRequest request) {
        if (request.timesteps().isEmpty() && request.steps() > train) {
            throw new ConfigurationException(
                    "steps is %d, but train-timesteps is only %d".formatted(request.steps(), train));
        }
    }
}
