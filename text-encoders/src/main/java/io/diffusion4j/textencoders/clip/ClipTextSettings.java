package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import java.util.Optional;

/** The shape of a CLIP text encoder and how its prompts are read. The defaults are those of Stable Diffusion 1. */
@Doc("A CLIP text encoder with its tokenizer.")
public record ClipTextSettings(
        @Doc("Number of token ids.") @Range(min = 1, max = 10_000_000)
        int vocabularySize,

        @Doc("Channels of the hidden states.") @Range(min = 1, max = 65_536)
        int width,

        @Doc("Channels inside the feed-forward layers.") @Range(min = 1, max = 262_144)
        int feedForwardWidth,

        @Doc("Number of transformer layers.") @Range(min = 1, max = 1000)
        int layers,

        @Doc("Attention heads; they divide the width.") @Range(min = 1, max = 1024)
        int heads,

        @Doc("Tokens that a prompt may have, with its two marks.") @Range(min = 2, max = 65_536)
        int positions,

        @Doc("The non-linearity of the feed-forward layers.")
        Activation activation,

        @Doc("Added to the variance in layer norms.") @Range(min = 0, max = 1)
        double normEpsilon,

        @Doc("Channels that the pooled state is projected to; without it the pooled state stays as it is.")
        @Range(min = 1, max = 65_536)
        Optional<Integer> projectionWidth,

        @Doc("The id whose first position is pooled; without it the position of the largest id.") @Range(min = 0)
        Optional<Integer> pooledToken,

        @Doc("The hidden states that condition the backbone.")
        ContextLayer context,

        @Doc("How prompts are cleaned before they are split into words.")
        PromptNormalization normalization,

        @Doc("The token that fills up short prompts; without it the one that the tokenizer's files name.")
        Optional<String> padToken) {
    public ClipTextSettings {
        Constraints.check(
                ClipTextSettings.class,
                vocabularySize,
                width,
                feedForwardWidth,
                layers,
                heads,
                positions,
                activation,
                normEpsilon,
                projectionWidth,
                pooledToken,
                context,
                normalization,
                padToken);
        if (width % heads != 0) {
            throw new InvalidSetting("heads", "must divide the width " + width + ", got " + heads);
        }
    }

    public static ClipTextSettings defaults() {
        return new ClipTextSettings(
                49_408,
                768,
                3072,
                12,
                12,
                77,
                Activation.QUICK_GELU,
                1e-5,
                Optional.empty(),
                Optional.empty(),
                ContextLayer.LAST_HIDDEN_STATE,
                PromptNormalization.NFC,
                Optional.empty());
    }
}
