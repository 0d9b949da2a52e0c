/** The rectified flow transformers FLUX.1. Black Forest Labs 2024. */
package io.diffusion4j.backbones.dit.flux;
