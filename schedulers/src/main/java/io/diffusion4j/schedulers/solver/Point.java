package io.diffusion4j.schedulers.solver;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * All that one step depends on, in at least float32.
 *
 * @param index the step
 * @param sample [batch, channels, height, width]
 * @param output the model's prediction there
 * @param history what the solver remembered
 * @param noise draws the next unit normal noise of the sample's shape
 */
public record Point(int index, Tensor sample, ModelOutput output, List<Tensor> history, Supplier<Tensor> noise) {}
