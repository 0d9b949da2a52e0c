/** Runs stored reference data against the parts that providers make. */
package io.diffusion4j.testkit.golden;
