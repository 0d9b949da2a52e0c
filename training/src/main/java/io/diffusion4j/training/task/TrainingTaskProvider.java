package io.diffusion4j.training.task;

import io.diffusion4j.core.spi.Provider;

/** Makes training tasks: {@code task: {type: ...}} of a training file. */
public interface TrainingTaskProvider<S extends Record> extends Provider<S, TrainingPlan> {}
