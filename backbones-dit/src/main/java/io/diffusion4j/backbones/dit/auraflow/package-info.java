/** Text and image in two streams, then in one, with few biases and norms. The architecture of AuraFlow. */
package io.diffusion4j.backbones.dit.auraflow;
