/** How good pictures are: a judge that finds in them what their captions name, and distances between sets of pictures. */
package io.diffusion4j.training.measure;
