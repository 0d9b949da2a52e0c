/** Trains a text encoder and a judge of pictures by telling which captions go with which pictures, and what they name. */
package io.diffusion4j.training.contrastive;
