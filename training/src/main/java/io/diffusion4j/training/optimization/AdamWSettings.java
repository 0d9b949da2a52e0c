package io.diffusion4j.training.optimization;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;

/** Settings of {@link AdamW} and of the rate at which it learns. */
@Doc("AdamW with a warm-up and a cosine decay of the learning rate")
public record AdamWSettings(
        @Doc("The highest learning rate") @Range(min = 0) double learningRate,

        @Doc("Steps over which the learning rate rises from 0") @Range(min = 0)
        int warmupSteps,

        @Doc("What is left of the learning rate at the last step, as a share of the highest; 1 keeps it constant")
        @Range(min = 0, max = 1)
        double finalShare,

        @Doc("How much of the mean of the gradients is kept at each step") @Range(min = 0, max = 1)
        double beta1,

        @Doc("How much of the mean of their squares is kept") @Range(min = 0, max = 1)
        double beta2,

        @Doc("Added to the root of the mean of squares") @Range(min = 0)
        double epsilon,

        @Doc(
                "Share of the weights that is taken away at each step, times the learning rate; biases and norms are spared")
        @Range(min = 0)
        double weightDecay) {
    public AdamWSettings {
        Constraints.check(
                AdamWSettings.class, learningRate, warmupSteps, finalShare, beta1, beta2, epsilon, weightDecay);
    }

    public static AdamWSettings defaults() {
        return new AdamWSettings(1e-4, 100, 0.0, 0.9, 0.999, 1e-8, 0.01);
    }
}
