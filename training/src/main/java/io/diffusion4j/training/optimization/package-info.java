/** How weights are changed by their gradients. */
package io.diffusion4j.training.optimization;
