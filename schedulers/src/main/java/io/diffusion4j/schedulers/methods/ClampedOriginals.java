package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.schedulers.prediction.OriginalClamp;
import java.util.Optional;

/**
 * Keeps the predicted clean sample in range, whether the scheduler has a clamp of its own or not.
 *
 * @param method the method's name in YAML
 */
record ClampedOriginals(String method, OriginalClamp clamp) implements SamplingMethod {
    @Override
    public Scheduler decorate(Scheduler scheduler, String type) {
        return new DecoratedScheduler(
                scheduler,
                false,
                trajectory -> ChangedPredictions.of(
                        trajectory, (original, sample, at) -> clamp.apply(original), method, type));
    }

    /** Latents have no range that real ones keep to: what is cut off is colour and contrast. */
    @Override
    public Optional<String> caution(Space space) {
        return space == Space.PIXELS
                ? Optional.empty()
                : Optional.of(
                        "sampling method " + method + " is made for pixels between -1 and 1, but this model samples"
                                + " latents, which have no such range; expect pale or flat images");
    }
}
