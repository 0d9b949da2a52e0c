/** What an autoencoder makes of pictures, computed when it is needed or kept in files. */
package io.diffusion4j.training.latents;
