/** The rectified flow transformers FLUX.1, and Chroma, which descends from them. Black Forest Labs 2024. */
package io.diffusion4j.backbones.dit.flux;
