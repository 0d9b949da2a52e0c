package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.ModulatedStream;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** The blocks of a model or a ControlNet: first with two streams, then with one. */
record FluxBlocks(List<JointBlock> joint, List<SingleStreamBlock> single) {

    static FluxBlocks of(Weights weights, FluxSettings settings, AttentionKernel kernel) {
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        Weights joint = weights.at("transformer_blocks");
        Weights single = weights.at("single_transformer_blocks");
        return new FluxBlocks(
                IntStream.range(0, settings.layers())
                        .mapToObj(i -> jointBlock(joint.at(i), heads))
                        .toList(),
                IntStream.range(0, settings.singleLayers())
                        .mapToObj(i -> SingleStreamBlock.of(single.at(i), heads))
                        .toList());
    }

    private static JointBlock jointBlock(Weights weights, AttentionHeads heads) {
        HeadNorm.Kind norm = HeadNorm::rootMeanSquare;
        return new JointBlock(
                ModulatedStream.of(weights, StreamLayers.Names.TEXT, heads, norm),
                ModulatedStream.of(weights, StreamLayers.Names.IMAGE, heads, norm),
                heads);
    }

    /** @param condition [batch, width], activated @return its tensors belong to the open scope */
    FluxStep at(Tensor condition) {
        return new FluxStep(
                joint.stream().map(block -> block.at(condition)).toList(),
                single.stream().map(block -> block.at(condition)).toList());
    }
}
