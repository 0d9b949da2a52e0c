/** Images of a prompt, with a U-Net: Stable Diffusion 1.x and 2.x. */
package io.diffusion4j.families.stablediffusion;
