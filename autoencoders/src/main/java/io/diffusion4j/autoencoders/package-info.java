/** Autoencoders that work on one image or one tile at a time, whatever the model, to need less memory. */
package io.diffusion4j.autoencoders;
