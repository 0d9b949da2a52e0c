package io.diffusion4j.core.backbone;

import io.diffusion4j.core.spi.Provider;

/** Makes ControlNets. */
public interface ControlNetProvider<S extends Record> extends Provider<S, ControlNet> {}
