/** The class-conditional diffusion transformer. Peebles and Xie 2023. */
package io.diffusion4j.backbones.dit.dit;
