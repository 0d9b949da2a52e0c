/** One stream of text and image tokens with rotary positions. Qin et al. 2025. */
package io.diffusion4j.backbones.dit.lumina;
