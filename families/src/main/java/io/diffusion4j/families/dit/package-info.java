/** Images of a class: DiT. */
package io.diffusion4j.families.dit;
