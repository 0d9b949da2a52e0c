/** Text-conditioned diffusion transformers with one modulation for all blocks. Chen et al. 2023 and 2024. */
package io.diffusion4j.backbones.dit.pixart;
