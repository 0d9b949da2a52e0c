/** What every part must hold to, as abstract JUnit classes: extend one for each part that a plugin offers. */
package io.diffusion4j.testkit.contract;
