/** U-Net backbones: one file per block of the papers' figures. */
package io.diffusion4j.backbones.unet;
