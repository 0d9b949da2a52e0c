/** Stable Diffusion 3 and 3.5. */
package io.diffusion4j.families.stablediffusion3;
