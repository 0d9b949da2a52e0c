/** What a denoising model is trained on: noised samples, what to predict of them, and how much each error counts. */
package io.diffusion4j.training.diffusion;
