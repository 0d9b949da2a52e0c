package io.diffusion4j.training.run;

import java.nio.file.Path;

/** Is told how a run goes, on the run's thread. */
public interface TrainingObserver {
    default void onBegin(Progress progress, long steps, long parameters) {}

    default void onStep(StepReport report) {}

    default void onCheckpoint(Path folder) {}

    /** Asked after every step. @return whether to save and stop */
    default boolean wantsToStop() {
        return false;
    }
}
