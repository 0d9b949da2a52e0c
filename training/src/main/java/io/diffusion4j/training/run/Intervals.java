package io.diffusion4j.training.run;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** How many steps lie between two of the same. */
@Doc("How often a training run writes, in steps")
public record Intervals(
        @Doc("Lines of the log: means of loss and figures, images per second, billions of operations per second"
                + " (gflops), and how fast that is compared with the machine's matrix products and"
                + " convolutions, which are measured when the run begins (peak-share, 1 for as fast)")
        @Range(min = 1)
        long log,

        @Doc("Checkpoints to go on from") @Range(min = 1) long checkpoint,

        @Doc("Pictures that show how far it is; 0 for none") @Range(min = 0)
        long sample) {
    public Intervals {
        Constraints.check(Intervals.class, log, checkpoint, sample);
    }

    public static Intervals defaults() {
        return new Intervals(10, 500, 500);
    }
}
