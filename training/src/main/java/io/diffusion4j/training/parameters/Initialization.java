package io.diffusion4j.training.parameters;

import io.diffusion4j.training.Draw;
import org.bytedeco.pytorch.Tensor;

/** Gives fresh weights their first values. */
@FunctionalInterface
public interface Initialization {
    /**
     * @param name the weight's full name within its model: {@code down_blocks.0.resnets.0.conv1.weight}
     * @param weight written to; no gradient is recorded
     * @param draw the same for all weights of the run: take the name as the purpose
     */
    void fill(String name, Tensor weight, Draw draw);
}
