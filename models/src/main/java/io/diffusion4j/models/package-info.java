/** The models that come with Diffusion4J. */
package io.diffusion4j.models;
