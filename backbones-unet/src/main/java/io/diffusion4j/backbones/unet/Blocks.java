package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the blocks of a network with the channel counts that its figure implies. */
record Blocks(UNet2DConditionSettings settings, Weights weights, BlockParameters parameters) {
    /** The way down, the finest level first. */
    List<DownBlock> down() {
        List<DownBlock> blocks = new ArrayList<>();
        for (int level = 0; level < settings.levels(); level++) {
            blocks.add(down(level, weights.at("down_blocks").at(level)));
        }
        return blocks;
    }

    Optional<MidBlock> middle() {
        LevelShape shape = LevelShape.of(settings, settings.levels() - 1).withSelfAttention();
        return settings.midBlock() == MiddleType.NONE
                ? Optional.empty()
                : Optional.of(MidBlock.of(weights.at("mid_block"), shape, settings.midBlockScaleFactor(), parameters));
    }

    /** The way up, the coarsest level first. */
    List<UpBlock> up() {
        List<UpBlock> blocks = new ArrayList<>();
        for (int level = settings.levels() - 1; level >= 0; level--) {
            blocks.add(up(level, weights.at("up_blocks").at(blocks.size())));
        }
        return blocks;
    }

    private DownBlock down(int level, Weights block) {
        boolean last = level == settings.levels() - 1;
        int out = channels(level);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < settings.layersPerBlock().get(level); i++) {
            int in = i == 0 ? channels(finer(level)) : out;
            layers.add(layer(block, i, in, level, settings.downBlocks().get(level)));
        }
        return new DownBlock(
                layers,
                last
                        ? Optional.empty()
                        : Optional.of(Downsample.of(block.at("downsamplers.0"), out, settings.downsamplePadding())));
    }

    /** Each layer takes the previous one's channels and those of one skip, of which the last comes from a finer level. */
    private UpBlock up(int level, Weights block) {
        int out = channels(level);
        int count = settings.layersPerBlock().get(level) + 1;
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int below = i == 0 ? channels(coarser(level)) : out;
            int skip = i == count - 1 ? channels(finer(level)) : out;
            layers.add(layer(block, i, below + skip, level, settings.upBlocks().get(level)));
        }
        return new UpBlock(
                layers, level == 0 ? Optional.empty() : Optional.of(Upsample.of(block.at("upsamplers.0"), out)));
    }

    private Layer layer(Weights block, int index, int in, int level, LevelType type) {
        ResnetBlock resnet = ResnetBlock.of(block.at("resnets").at(index), in, channels(level), parameters);
        return new Layer(
                resnet,
                type == LevelType.RESNET
                        ? Optional.empty()
                        : Optional.of(SpatialTransformer.of(
                                block.at("attentions").at(index), LevelShape.of(settings, level), parameters)));
    }

    private int channels(int level) {
        return settings.blockOutChannels().get(level);
    }

    private static int finer(int level) {
        return Math.max(0, level - 1);
    }

    private int coarser(int level) {
        return Math.min(settings.levels() - 1, level + 1);
    }
}
