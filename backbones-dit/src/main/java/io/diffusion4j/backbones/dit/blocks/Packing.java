package io.diffusion4j.backbones.dit.blocks;

import org.bytedeco.pytorch.Tensor;

/** How FLUX and its relatives pack latents into tokens: two by two pixels, channel by channel. */
public final class Packing {
    /** Height and width of the pixels in a token. */
    public static final int SIDE = 2;
    /** Pixels in a token. */
    public static final int PIXELS = SIDE * SIDE;

    private Packing() {}

    /**
     * @param sample [batch, channels, height, width]
     * @throws IllegalArgumentException if a side is odd
     */
    public static TokenGrid grid(Tensor sample) {
        return TokenGrid.of(sample, SIDE);
    }
}
