/** Learns the vocabulary of a text encoder from captions. */
package io.diffusion4j.training.text;
