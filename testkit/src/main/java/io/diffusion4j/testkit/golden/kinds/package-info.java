/** The kinds of golden data that reach everything through the SPIs of the core. */
package io.diffusion4j.testkit.golden.kinds;
