package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.Range;
import java.util.Optional;

/** One scheduler of an ensemble. */
public record EnsembleMember(
        @Doc("The scheduler; its unwritten keys come from the checkpoint too")
        Part<SchedulerProvider<?>> scheduler,

        @Doc("Its share, relative to the others'; 1 if left out") @Range(min = 0, max = 1e6)
        Optional<Double> weight) {
    public EnsembleMember {
        Constraints.check(EnsembleMember.class, scheduler, weight);
        weight = Optional.of(weight.orElse(1.0));
    }

    double share() {
        return weight.orElseThrow();
    }
}
