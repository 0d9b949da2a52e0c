package io.diffusion4j.backbones.unet;

/**
 * The transformers of one resolution level.
 *
 * @param channels channels of the level
 * @param heads attention heads
 * @param depth transformer blocks in a row
 * @param contextWidth channels of the context
 * @param onlyCrossAttention whether the first attention of each block looks at the context too
 */
record LevelShape(int channels, int heads, int depth, int contextWidth, boolean onlyCrossAttention) {
    static LevelShape of(UNet2DConditionSettings settings, int level) {
        return new LevelShape(
                settings.blockOutChannels().get(level),
                settings.attentionHeads().get(level),
                settings.transformerLayersPerBlock().get(level),
                settings.crossAttentionDim().get(level),
                settings.onlyCrossAttention().get(level));
    }

    /** With self-attention whatever the level says: the middle block has it always. */
    LevelShape withSelfAttention() {
        return new LevelShape(channels, heads, depth, contextWidth, false);
    }
}
