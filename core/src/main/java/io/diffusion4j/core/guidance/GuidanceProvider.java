package io.diffusion4j.core.guidance;

import io.diffusion4j.core.spi.Provider;

/** Makes guidance strategies. */
public interface GuidanceProvider<S extends Record> extends Provider<S, Guidance> {}
