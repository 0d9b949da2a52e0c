package io.diffusion4j.core.sampling;

import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Where a run is: everything that the next step depends on, as an immutable value. A run can be stored after any step
 * and continued elsewhere.
 *
 * @param index the step that comes next
 * @param draws how many times noise was drawn since the initial latents
 * @param sample the current latents [batch, channels, height, width]
 * @param predictedOriginal the last estimate of the clean latents, where the scheduler makes one
 * @param history what a multistep scheduler remembers, in an order of its own
 */
public record SamplerState(
        int index, int draws, Tensor sample, Optional<Tensor> predictedOriginal, List<Tensor> history) {
    public SamplerState {
        history = List.copyOf(history);
    }

    /** This state, whose tensors outlive that scope. */
    public SamplerState keptBy(Scope scope) {
        return new SamplerState(
                index, draws, scope.keep(sample), predictedOriginal.map(scope::keep), scope.keep(history));
    }

    /** The state before step {@code index} of a run that has drawn nothing yet. */
    public static SamplerState begin(Tensor latents, int index) {
        return new SamplerState(index, 0, latents, Optional.empty(), List.of());
    }
}
