/** FLUX.1. */
package io.diffusion4j.families.flux;
