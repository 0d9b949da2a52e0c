/** Training of low-rank adapters (LoRA): the model stays as it is, and small factors of changes are learned. */
package io.diffusion4j.training.lora;
