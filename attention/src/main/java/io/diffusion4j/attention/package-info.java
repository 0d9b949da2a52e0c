/** Attention kernels. Each computes the same result; they differ in speed and memory. */
package io.diffusion4j.attention;
