/** In which element types a training step computes. */
package io.diffusion4j.training.precision;
