package io.diffusion4j.schedulers.methods;

import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.tensor.Scope;

/** States that outlive the scope of the step that made them. */
final class Kept {
    private Kept() {}

    static SamplerState in(Scope scope, SamplerState state) {
        return new SamplerState(
                state.index(),
                state.draws(),
                scope.keep(state.sample()),
                state.predictedOriginal().map(scope::keep),
                scope.keep(state.history()));
    }
}
