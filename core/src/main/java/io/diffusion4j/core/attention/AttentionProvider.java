package io.diffusion4j.core.attention;

import io.diffusion4j.core.spi.Provider;

/** Makes attention kernels. */
public interface AttentionProvider<S extends Record> extends Provider<S, AttentionKernel> {}
