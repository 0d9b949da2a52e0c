/** Trains what predicts noise, velocity or the clean sample in a model whose other parts are finished. */
package io.diffusion4j.training.denoiser;
