package io.diffusion4j.schedulers.solver;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** What one step gives: the next sample, the estimate of the clean one, and what to remember. */
public record Update(Tensor sample, Optional<Tensor> original, List<Tensor> history) {
    /** Of a solver that remembers nothing. */
    public static Update of(Tensor sample, Tensor original) {
        return new Update(sample, Optional.of(original), List.of());
    }
}
