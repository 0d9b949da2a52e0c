/** The autoencoder of latent diffusion: Rombach et al. 2022, appendix G; Esser et al. 2021. */
package io.diffusion4j.autoencoders.kl;
