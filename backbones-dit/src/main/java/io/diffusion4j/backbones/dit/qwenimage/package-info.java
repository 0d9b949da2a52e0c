/** The multimodal diffusion transformer Qwen-Image. Wu et al. 2025. */
package io.diffusion4j.backbones.dit.qwenimage;
