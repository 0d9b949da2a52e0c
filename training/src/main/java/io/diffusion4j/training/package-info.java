/** Trains models: what a run is made of, each idea in a package of its own. */
package io.diffusion4j.training;
