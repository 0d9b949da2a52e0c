package io.diffusion4j.training.timesteps;

import io.diffusion4j.core.spi.Provider;

/** Makes samplers of noise levels: {@code timesteps: {type: ...}} of a task. */
public interface TimestepSamplerProvider<S extends Record> extends Provider<S, TimestepSampler> {}
