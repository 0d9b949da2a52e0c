package io.diffusion4j.core.sampling;

import io.diffusion4j.core.spi.Provider;
import java.util.List;

/** Makes schedulers. */
public interface SchedulerProvider<S extends Record> extends Provider<S, Scheduler> {
    /** What its schedulers are a good choice for, at most once for each purpose. */
    default List<Advice> advice() {
        return List.of();
    }
}
