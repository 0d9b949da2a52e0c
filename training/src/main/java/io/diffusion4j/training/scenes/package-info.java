/** A world of small landscapes, drawn and captioned by a program: data to train and to measure with. */
package io.diffusion4j.training.scenes;
