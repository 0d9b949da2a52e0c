package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Tensor;

/** How FLUX and its relatives pack latents into tokens: two by two pixels, channel by channel. */
public final class Packing {
    /** Height and width of the pixels in a token. */
    public static final int SIDE = 2;
    /** Pixels in a token. */
    public static final int PIXELS = SIDE * SIDE;

    /** Of samples that are tokens already. */
    private static final int TOKEN_DIMENSIONS = 3;

    private Packing() {}

    /** Whether a sample is tokens already [batch, tokens, 4 · channels]. */
    public static boolean isPacked(Tensor sample) {
        return sample.dim() == TOKEN_DIMENSIONS;
    }

    /** The sample's tokens [batch, tokens, 4 · channels]; belongs to the open scope unless they are the sample. */
    public static Tensor tokens(Tensor sample) {
        return isPacked(sample) ? sample : grid(sample).planarPatches(sample);
    }

    /**
     * @param sample [batch, channels, height, width]
     * @throws IllegalArgumentException if a side is odd
     */
    public static TokenGrid grid(Tensor sample) {
        return TokenGrid.of(sample, SIDE);
    }
}
