/** What the transformer families share: each block once, named as in the papers. */
package io.diffusion4j.backbones.dit.blocks;
