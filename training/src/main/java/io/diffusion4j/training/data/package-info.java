/** Pictures with captions to train on, and the order in which a run sees them. */
package io.diffusion4j.training.data;
