package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.weights.Blocks;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** The blocks of FLUX.1 without layers that would make their modulations. */
record ChromaBlocks(Blocks<Pair> joint, Blocks<SingleStreamLayers> singles, AttentionHeads heads) {
    /** What a joint block does to text and image. */
    record Pair(StreamLayers text, StreamLayers image) {
        static Pair of(Weights weights, AttentionHeads heads) {
            return new Pair(
                    StreamLayers.of(weights, StreamLayers.Names.TEXT, heads, HeadNorm::rootMeanSquare),
                    StreamLayers.of(weights, StreamLayers.Names.IMAGE, heads, HeadNorm::rootMeanSquare));
        }
    }

    /** Shift, scale and gate. */
    private static final int EACH = 3;
    /** Of attention and perceptron. */
    private static final int OF_STREAM = 2 * EACH;

    static ChromaBlocks of(Weights weights, ChromaSettings settings, AttentionKernel kernel) {
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        return new ChromaBlocks(
                weights.at("transformer_blocks").blocks(settings.layers(), (i, own) -> Pair.of(own, heads)),
                weights.at("single_transformer_blocks")
                        .blocks(settings.singleLayers(), (i, own) -> SingleStreamLayers.of(own, heads)),
                heads);
    }

    /** How many shifts, scales and gates the blocks need. */
    long modulations() {
        return (long) EACH * singles.size() + 2L * OF_STREAM * joint.size();
    }

    /** @param parameters [batch, modulations, width]: of single-stream blocks, of images, of texts */
    FluxStep at(Tensor parameters) {
        long ofImages = (long) EACH * singles.size();
        long ofTexts = ofImages + (long) OF_STREAM * joint.size();
        return new FluxStep(
                joint.map((i, pair) -> new JointBlock.AtStep(
                        stream(pair.text(), parameters, ofTexts + (long) OF_STREAM * i),
                        stream(pair.image(), parameters, ofImages + (long) OF_STREAM * i),
                        heads)),
                singles.map((i, layers) -> layers.at(Modulation.each(parameters.narrow(1, (long) EACH * i, EACH))
                        .get(0))));
    }

    private static JointStream.AtStep stream(StreamLayers layers, Tensor parameters, long from) {
        List<Modulation> modulations = Modulation.each(parameters.narrow(1, from, OF_STREAM));
        return layers.at(modulations.get(0), modulations.get(1));
    }
}
