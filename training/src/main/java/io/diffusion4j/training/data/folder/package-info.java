/** A folder of picture files with captions beside them as a data set. */
package io.diffusion4j.training.data.folder;
