package io.diffusion4j.training.data;

import io.diffusion4j.core.spi.Provider;

/** Makes data sets. */
public interface DataSetProvider<S extends Record> extends Provider<S, DataSet> {}
