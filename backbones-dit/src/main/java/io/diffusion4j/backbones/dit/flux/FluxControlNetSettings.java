package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import java.util.List;
import java.util.Optional;

/**
 * The architecture of a ControlNet of a FLUX transformer. The defaults are five joint and ten single blocks of the width
 * of FLUX.1 dev.
 */
@Doc("A ControlNet of FLUX.1.")
public record FluxControlNetSettings(
        @Doc("The transformer that it is a copy of, with the numbers of blocks that it has itself.")
        FluxSettings transformer,

        @Doc("Number of ControlNets in a union, which is told one of them; left out if it is a single one.")
        @Range(min = 1)
        Optional<Integer> modes) {
    public FluxControlNetSettings {
        Constraints.check(FluxControlNetSettings.class, transformer, modes);
    }

    public static FluxControlNetSettings defaults() {
        return new FluxControlNetSettings(
                new FluxSettings(128, 64, 64, 5, 10, 24, 128, 4096, 768, true, List.of(16, 56, 56)), Optional.empty());
    }
}
