package io.diffusion4j.training.task;

/** A task that is chosen and set up, but not begun. */
@FunctionalInterface
public interface TrainingPlan {
    /** Makes the models and loads what helps. The caller closes the task. */
    TrainingTask begin(TrainingContext context);
}
