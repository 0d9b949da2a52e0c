/** Which noise levels a batch is trained at, and what each then counts so that the expected loss stays what it is. */
package io.diffusion4j.training.timesteps;
