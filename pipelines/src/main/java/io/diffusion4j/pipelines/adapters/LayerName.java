package io.diffusion4j.pipelines.adapters;

import java.util.List;

/**
 * An adapted layer as a file names it.
 *
 * @param components which it may be in, the first that the model has
 * @param name within the component, with dots, or with underscores throughout
 */
record LayerName(List<String> components, String name) {}
