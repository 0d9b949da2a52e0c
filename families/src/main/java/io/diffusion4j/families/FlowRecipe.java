package io.diffusion4j.families;

import io.diffusion4j.pipelines.latent.LatentRecipe;

/** What models that were trained by flow matching share. */
public interface FlowRecipe extends LatentRecipe {
    /** A step that is begun counts, where other families leave it out; as the reference has it. */
    @Override
    default int stepsFromImage(int steps, double strength) {
        return steps - (int) (steps - steps * strength);
    }
}
