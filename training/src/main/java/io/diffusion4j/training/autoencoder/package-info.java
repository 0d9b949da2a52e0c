/** Trains autoencoders: Kingma and Welling 2014; Rombach et al. 2022, section 3.1. */
package io.diffusion4j.training.autoencoder;
