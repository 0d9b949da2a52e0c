package io.diffusion4j.core.sampling;

import io.diffusion4j.core.spi.Provider;

/** Makes sampling methods. */
public interface SamplingMethodProvider<S extends Record> extends Provider<S, SamplingMethod> {}
