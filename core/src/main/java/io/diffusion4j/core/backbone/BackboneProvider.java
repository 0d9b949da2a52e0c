package io.diffusion4j.core.backbone;

import io.diffusion4j.core.spi.Provider;

/** Makes backbones. */
public interface BackboneProvider<S extends Record> extends Provider<S, Backbone> {}
