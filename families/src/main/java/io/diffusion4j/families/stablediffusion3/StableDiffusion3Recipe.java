package io.diffusion4j.families.stablediffusion3;

import io.diffusion4j.families.FlowRecipe;
import java.util.Optional;

/** Runs of Stable Diffusion 3. */
record StableDiffusion3Recipe(int patchSize) implements FlowRecipe {
    @Override
    public Optional<Integer> patch() {
        return Optional.of(patchSize);
    }

    @Override
    public String guidance() {
        return "{type: cfg, scale: 7}";
    }
}
