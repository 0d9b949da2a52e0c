package io.diffusion4j.training.run;

import io.diffusion4j.training.precision.LossScale;

/**
 * How far a run is. Immutable.
 *
 * @param step the next one, counted from 0
 * @param updates steps that changed the weights
 * @param skipped steps that did not, because gradients were not finite
 * @param skippedInRow how many of these came last
 */
public record Progress(long step, long updates, long skipped, int skippedInRow, LossScale scale) {
    static Progress begin(LossScale scale) {
        return new Progress(0, 0, 0, 0, scale);
    }

    Progress updated(LossScale next) {
        return new Progress(step + 1, updates + 1, skipped, 0, next);
    }

    Progress skipped(LossScale next) {
        return new Progress(step + 1, updates, skipped + 1, skippedInRow + 1, next);
    }
}
