package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.ModulatedStream;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/** The blocks of a model or a ControlNet: first with two streams, then with one. */
record FluxBlocks(Blocks<JointBlock> joint, Blocks<SingleStreamBlock> single) {

    static FluxBlocks of(Weights weights, FluxSettings settings, AttentionKernel kernel) {
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        return new FluxBlocks(
                weights.at("transformer_blocks").blocks(settings.layers(), (i, own) -> jointBlock(own, heads)),
                weights.at("single_transformer_blocks")
                        .blocks(settings.singleLayers(), (i, own) -> SingleStreamBlock.of(own, heads)));
    }

    private static JointBlock jointBlock(Weights weights, AttentionHeads heads) {
        HeadNorm.Kind norm = HeadNorm::rootMeanSquare;
        return new JointBlock(
                ModulatedStream.of(weights, StreamLayers.Names.TEXT, heads, norm),
                ModulatedStream.of(weights, StreamLayers.Names.IMAGE, heads, norm),
                heads);
    }

    /** @param condition [batch, width], activated; must live as long as what is returned */
    FluxStep at(Tensor condition) {
        return new FluxStep(
                joint.map((i, block) -> block.at(condition)), single.map((i, block) -> block.at(condition)));
    }
}
