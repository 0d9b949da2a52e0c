/** The bilingual transformer with long skip connections. Li et al. 2024. */
package io.diffusion4j.backbones.dit.hunyuan;
