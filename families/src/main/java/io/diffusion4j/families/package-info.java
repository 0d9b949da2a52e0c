/** Model families: how each reads prompts, and what its runs have of their own. One package for each. */
package io.diffusion4j.families;
