/** The run that all latent diffusion models share, and what a family of models adds to it. */
package io.diffusion4j.pipelines.latent;
