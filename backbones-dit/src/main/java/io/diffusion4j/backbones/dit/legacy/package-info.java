/** Checkpoints from before each family had a class of its own. */
package io.diffusion4j.backbones.dit.legacy;
