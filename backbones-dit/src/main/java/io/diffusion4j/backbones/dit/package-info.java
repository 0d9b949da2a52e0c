/** Transformer backbones: a package for each family, and {@code blocks} for what they share. */
package io.diffusion4j.backbones.dit;
