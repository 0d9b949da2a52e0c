/** The seams that every other module and every plugin stands on. */
package io.diffusion4j.core;
