package io.diffusion4j.pipelines.sampling;

import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import org.bytedeco.pytorch.Tensor;

/** Looks at each step before it counts, and may put another outcome in its place. */
public interface StepCheck {
    /**
     * A step that was computed.
     *
     * @param before the state that it began with
     * @param prediction what model and guidance said
     * @param after the state that the trajectory made of it
     */
    record Attempt(Step step, SamplerState before, Tensor prediction, SamplerState after) {}

    /** @return the state that the run goes on with; its tensors belong to the open scope */
    SamplerState check(Attempt attempt);

    /** Takes every step as it is. */
    static StepCheck none() {
        return Attempt::after;
    }
}
