package io.diffusion4j.families.dit;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.families.MeanPrediction;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import java.util.Optional;

/** Runs of DiT: the learned variance is not used. */
record DiTRecipe(int patchSize) implements LatentRecipe {
    @Override
    public Backbone adapt(Backbone backbone) {
        return MeanPrediction.of(backbone);
    }

    @Override
    public Optional<Integer> patch() {
        return Optional.of(patchSize);
    }

    @Override
    public String guidance() {
        return "{type: cfg, scale: 4}";
    }
}
