package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Tensor;

/**
 * How FLUX and its relatives pack latents into tokens: two by two pixels become one, whose channels are those of the latents, each with its
 * four pixels row by row.
 *
 * @param rows tokens from top to bottom
 * @param columns tokens from left to right
 */
public record LatentTokens(long rows, long columns) {
    /** Height and width of the pixels in a token. */
    public static final int SIDE = 2;
    /** Pixels in a token. */
    public static final int PIXELS = SIDE * SIDE;

    /**
     * @param sample [batch, channels, height, width]
     * @throws IllegalArgumentException if a side is odd
     */
    public static LatentTokens of(Tensor sample) {
        long height = sample.size(2);
        long width = sample.size(3);
        if (height % SIDE != 0 || width % SIDE != 0) {
            throw new IllegalArgumentException(
                    "the sample is %d x %d latent pixels; the model takes two by two of them, so both sides must be even"
                            .formatted(height, width));
        }
        return new LatentTokens(height / SIDE, width / SIDE);
    }

    /** @param sample [batch, channels, height, width] @return [batch, tokens, 4 · channels]; belongs to the open scope */
    public Tensor pack(Tensor sample) {
        long channels = sample.size(1);
        return sample.reshape(sample.size(0), channels, rows, SIDE, columns, SIDE)
                .permute(0, 2, 4, 1, 3, 5)
                .reshape(sample.size(0), rows * columns, channels * PIXELS);
    }

    /** The inverse of {@link #pack}. */
    public Tensor unpack(Tensor tokens) {
        long channels = tokens.size(2) / PIXELS;
        return tokens.reshape(tokens.size(0), rows, columns, channels, SIDE, SIDE)
                .permute(0, 3, 1, 4, 2, 5)
                .reshape(tokens.size(0), channels, rows * SIDE, columns * SIDE);
    }
}
