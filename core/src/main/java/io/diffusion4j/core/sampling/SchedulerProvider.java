package io.diffusion4j.core.sampling;

import io.diffusion4j.core.spi.Provider;

/** Makes schedulers. */
public interface SchedulerProvider<S extends Record> extends Provider<S, Scheduler> {}
