/** A training run: its settings, its folder, its loop. */
package io.diffusion4j.training.run;
