/** The weights that a run trains, laid out so that optimizers and checkpoints see a few long vectors. */
package io.diffusion4j.training.parameters;
