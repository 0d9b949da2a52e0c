/** The drawn landscapes as a data set. */
package io.diffusion4j.training.data.scenes;
