package io.diffusion4j.core.text;

import io.diffusion4j.core.spi.Provider;

/** Makes text encoders with their tokenizers. */
public interface TextEncoderProvider<S extends Record> extends Provider<S, TextEncoder> {}
