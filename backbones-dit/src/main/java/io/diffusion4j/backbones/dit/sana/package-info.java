/** The text-conditioned transformer with linear attention. Xie et al. 2024. */
package io.diffusion4j.backbones.dit.sana;
