/** The multimodal diffusion transformers of Stable Diffusion 3 and 3.5. Esser et al. 2024. */
package io.diffusion4j.backbones.dit.mmdit;
