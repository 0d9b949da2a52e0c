package io.diffusion4j.core.checkpoint;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.TensorSource;
import java.util.Optional;

/**
 * One part of a checkpoint.
 *
 * @param name {@code vae}
 * @param className the class that the checkpoint names for it: {@code AutoencoderKL}
 * @param config its own config file
 * @param weights its tensors under the reference implementation's names; absent for schedulers
 */
public record Component(String name, String className, ReferenceConfig config, Optional<TensorSource> weights) {}
