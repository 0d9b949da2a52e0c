package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Tensor;

/**
 * How an image is cut into square patches, one token each, row by row.
 *
 * @param rows patches from top to bottom
 * @param columns patches from left to right
 * @param patch height and width of a patch in latent pixels
 */
public record TokenGrid(long rows, long columns, int patch) {

    /**
     * The grid of a sample.
     *
     * @param sample [batch, channels, height, width]
     * @throws IllegalArgumentException if the patches do not fill the sample
     */
    public static TokenGrid of(Tensor sample, int patch) {
        long height = sample.size(2);
        long width = sample.size(3);
        if (height % patch != 0 || width % patch != 0) {
            throw new IllegalArgumentException(
                    "the sample is %d x %d latent pixels, which patches of %d do not fill; its sides must be multiples of %d"
                            .formatted(height, width, patch, patch));
        }
        return new TokenGrid(height / patch, width / patch, patch);
    }

    public long tokens() {
        return rows * columns;
    }

    /**
     * Puts the patches back together.
     *
     * @param tokens [batch, tokens, patch · patch · channels], the channels of a pixel side by side
     * @return [batch, channels, height, width]; belongs to the open scope
     */
    public Tensor image(Tensor tokens) {
        long channels = tokens.size(2) / (patch * patch);
        return tokens.reshape(tokens.size(0), rows, columns, patch, patch, channels)
                .permute(0, 5, 1, 3, 2, 4)
                .reshape(tokens.size(0), channels, rows * patch, columns * patch);
    }
}
