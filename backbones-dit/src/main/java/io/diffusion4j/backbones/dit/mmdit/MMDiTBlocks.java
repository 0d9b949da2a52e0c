package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.ModulatedStream;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;

/** Which streams the blocks of a model consist of. */
record MMDiTBlocks(MMDiTSettings settings, AttentionHeads heads, HeadNorm.Kind headNorm) {

    static MMDiTBlocks of(MMDiTSettings settings, AttentionKernel kernel) {
        return new MMDiTBlocks(
                settings,
                new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim()),
                settings.qkNorm() ? HeadNorm::rootMeanSquare : HeadNorm::none);
    }

    /** All blocks of a backbone: the text ends in the last one. */
    Blocks<JointBlock> untilTextEnds(Weights weights) {
        int last = settings.layers() - 1;
        return weights.blocks(settings.layers(), (i, w) -> block(w, i, i == last ? end(w) : text(w)));
    }

    /** All blocks of a ControlNet: each keeps both streams. */
    Blocks<JointBlock> withTextThroughout(Weights weights) {
        return weights.blocks(settings.layers(), (i, w) -> block(w, i, text(w)));
    }

    private JointBlock block(Weights weights, int index, JointStream text) {
        JointStream image = settings.dualAttentionLayers().contains(index)
                ? DualAttentionStream.of(weights, heads, headNorm)
                : ModulatedStream.of(weights, StreamLayers.Names.IMAGE, heads, headNorm);
        return new JointBlock(text, image, heads);
    }

    private JointStream text(Weights weights) {
        return ModulatedStream.of(weights, StreamLayers.Names.TEXT, heads, headNorm);
    }

    private JointStream end(Weights weights) {
        return LastTextStream.of(weights, heads, headNorm);
    }
}
