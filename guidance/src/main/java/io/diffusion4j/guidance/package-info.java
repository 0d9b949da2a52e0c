/** Ways to steer a backbone towards its conditioning. */
package io.diffusion4j.guidance;
