package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;

/** The shape of a T5 v1.1 encoder and how its prompts are read. The defaults are those of T5 v1.1 XXL. */
@Doc("A T5 v1.1 encoder with its tokenizer.")
public record T5Settings(
        @Doc("Number of token ids.") @Range(min = 1, max = 10_000_000)
        int vocabularySize,

        @Doc("Channels of the hidden states.") @Range(min = 1, max = 65_536)
        int width,

        @Doc("Channels inside the feed-forward layers.") @Range(min = 1, max = 262_144)
        int feedForwardWidth,

        @Doc("Number of transformer blocks.") @Range(min = 1, max = 1000)
        int layers,

        @Doc("Attention heads.") @Range(min = 1, max = 1024) int heads,

        @Doc("Channels of each attention head.") @Range(min = 1, max = 65_536)
        int headWidth,

        @Doc("Classes of distances between tokens, half of them for each direction; a multiple of 4.")
        @Range(min = 4, max = 65_536)
        int distanceBuckets,

        @Doc("The distance from which on all are of one class; more than a quarter of the classes.")
        @Range(min = 2, max = 1_000_000)
        int longestDistance,

        @Doc("Added to the mean square in norms.") @Range(min = 0, max = 1)
        double normEpsilon,

        @Doc("The id behind each prompt.") @Range(min = 0) int endToken,

        @Doc("The id that fills up short prompts.") @Range(min = 0)
        int padToken,

        @Doc(
                "Tokens that a prompt is cut off or filled up to, with its end mark, unless the pipeline names another number.")
        @Range(min = 1, max = 65_536)
        int tokens) {
    public T5Settings {
        Constraints.check(
                T5Settings.class,
                vocabularySize,
                width,
                feedForwardWidth,
                layers,
                heads,
                headWidth,
                distanceBuckets,
                longestDistance,
                normEpsilon,
                endToken,
                padToken,
                tokens);
        if (distanceBuckets % 4 != 0) {
            throw new InvalidSetting("distanceBuckets", "must be a multiple of 4, got " + distanceBuckets);
        }
        if (longestDistance <= distanceBuckets / 4) {
            throw new InvalidSetting(
                    "longestDistance",
                    "must be more than a quarter of distance-buckets " + distanceBuckets + ", got " + longestDistance);
        }
    }

    public static T5Settings defaults() {
        return new T5Settings(32_128, 4096, 10_240, 24, 64, 64, 32, 128, 1e-6, 1, 0, 512);
    }
}
