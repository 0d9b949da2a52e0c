package io.diffusion4j.core.sampling;

import java.util.Optional;

/**
 * Changes how a run samples, whatever the scheduler: what its trajectories make of a prediction, or which steps they
 * take. Immutable; methods compose, the first of a list is the innermost.
 */
public interface SamplingMethod {
    /** What samples are. */
    enum Space {
        PIXELS,
        LATENTS
    }

    /**
     * The scheduler with this method around it.
     *
     * @param type the scheduler's name in YAML, for messages; the same for all methods of a list
     * @throws io.diffusion4j.core.error.ConfigurationException if the two do not fit; its plans may throw it too
     */
    Scheduler decorate(Scheduler scheduler, String type);

    /** Why this method is doubtful for samples of that kind, in one sentence; empty if it is not. */
    default Optional<String> caution(Space space) {
        return Optional.empty();
    }
}
