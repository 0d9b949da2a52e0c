package io.diffusion4j.training.contrastive;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.training.precision.ExportPrecision;
import java.util.List;

/** The shapes of a text encoder and a judge, and what weighs how much in their training. */
@Doc("A text encoder and a judge of pictures, trained together.")
public record ContrastiveSettings(
        @Doc(
                "Tokens of the vocabulary, which is learned from the captions; fewer if all their words are tokens. Bytes and marks are 514 of them.")
        @Range(min = 514, max = 65_536)
        int vocabularySize,

        @Doc("How many captions the vocabulary is learned from.") @Range(min = 1, max = 10_000_000)
        int vocabularyCaptions,

        @Doc("Tokens that a prompt may have, with its two marks.") @Range(min = 2, max = 4096)
        int positions,

        @Doc("Channels of the text encoder's states.") @Range(min = 1, max = 65_536)
        int width,

        @Doc("Layers of the text encoder.") @Range(min = 1, max = 1000)
        int layers,

        @Doc("Attention heads of the text encoder; they divide the width.") @Range(min = 1, max = 1024)
        int heads,

        @Doc("Height and width of the pictures that the judge looks at, in pixels.") @Range(min = 4, max = 4096)
        int imageSize,

        @Doc(
                "Channels of the judge's stages; the first sees a quarter of the height and width, each further one half of that")
        @Range(min = 1, max = 65_536)
        List<Integer> channels,

        @Doc("Numbers in which the judge describes a picture.") @Range(min = 1, max = 65_536)
        int featureWidth,

        @Doc("Numbers in the space that pictures and captions share.") @Range(min = 1, max = 65_536)
        int projectionWidth,

        @Doc("Weight of telling which caption goes with which picture.") @Range(min = 0)
        double contrastWeight,

        @Doc("Weight of finding in pictures what is true of them.") @Range(min = 0)
        double imageWeight,

        @Doc("Weight of finding in captions what they name; with the other two at 0 no picture is looked at.")
        @Range(min = 0)
        double textWeight,

        @Doc("How many batches of pictures are prepared ahead.") @Range(min = 1, max = 64)
        int prefetch,

        @Doc("Precision of the exported weights.") ExportPrecision export) {
    public ContrastiveSettings {
        Constraints.check(
                ContrastiveSettings.class,
                vocabularySize,
                vocabularyCaptions,
                positions,
                width,
                layers,
                heads,
                imageSize,
                channels,
                featureWidth,
                projectionWidth,
                contrastWeight,
                imageWeight,
                textWeight,
                prefetch,
                export);
        channels = List.copyOf(channels);
        if (width % heads != 0) {
            throw new InvalidSetting("heads", "must divide the width " + width + ", got " + heads);
        }
        if (channels.isEmpty() || imageSize % (2 << channels.size()) != 0) {
            throw new InvalidSetting(
                    "image-size",
                    "must be a multiple of %d for %d stages, got %d"
                            .formatted(2 << channels.size(), channels.size(), imageSize));
        }
        if (contrastWeight + imageWeight + textWeight == 0) {
            throw new InvalidSetting("text-weight", "and the other weights are all 0, so there is nothing to learn");
        }
    }

    /** A text encoder of 2.1 million weights and a judge of 1.3 million. */
    public static ContrastiveSettings defaults() {
        return new ContrastiveSettings(
                1024,
                20_000,
                40,
                192,
                4,
                4,
                128,
                List.of(48, 80, 128, 144),
                192,
                128,
                1,
                1,
                1,
                4,
                ExportPrecision.FLOAT16);
    }

    /** Whether pictures are needed. */
    boolean looks() {
        return contrastWeight + imageWeight > 0;
    }
}
