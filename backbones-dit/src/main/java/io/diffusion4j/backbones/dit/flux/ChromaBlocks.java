package io.diffusion4j.backbones.dit.flux;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.JointBlock;
import io.diffusion4j.backbones.dit.blocks.JointStream;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.StreamLayers;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/** The blocks of FLUX.1 without layers that would make their modulations. */
record ChromaBlocks(
        List<StreamLayers> texts, List<StreamLayers> images, List<SingleStreamLayers> singles, AttentionHeads heads) {
    /** Shift, scale and gate. */
    private static final int EACH = 3;
    /** Of attention and perceptron. */
    private static final int OF_STREAM = 2 * EACH;

    static ChromaBlocks of(Weights weights, ChromaSettings settings, AttentionKernel kernel) {
        AttentionHeads heads = new AttentionHeads(kernel, settings.attentionHeads(), settings.attentionHeadDim());
        Weights joint = weights.at("transformer_blocks");
        Weights single = weights.at("single_transformer_blocks");
        return new ChromaBlocks(
                streams(joint, settings.layers(), StreamLayers.Names.TEXT, heads),
                streams(joint, settings.layers(), StreamLayers.Names.IMAGE, heads),
                IntStream.range(0, settings.singleLayers())
                        .mapToObj(i -> SingleStreamLayers.of(single.at(i), heads))
                        .toList(),
                heads);
    }

    private static List<StreamLayers> streams(
            Weights weights, int count, StreamLayers.Names names, AttentionHeads heads) {
        return IntStream.range(0, count)
                .mapToObj(i -> StreamLayers.of(weights.at(i), names, heads, HeadNorm::rootMeanSquare))
                .toList();
    }

    /** How many shifts, scales and gates the blocks need. */
    long modulations() {
        return (long) EACH * singles.size() + (long) OF_STREAM * (images.size() + texts.size());
    }

    /** @param parameters [batch, modulations, width]: of single-stream blocks, of images, of texts */
    FluxStep at(Tensor parameters) {
        long ofImages = (long) EACH * singles.size();
        long ofTexts = ofImages + (long) OF_STREAM * images.size();
        return new FluxStep(
                IntStream.range(0, images.size())
                        .mapToObj(i -> new JointBlock.AtStep(
                                stream(texts.get(i), parameters, ofTexts + (long) OF_STREAM * i),
                                stream(images.get(i), parameters, ofImages + (long) OF_STREAM * i),
                                heads))
                        .toList(),
                IntStream.range(0, singles.size())
                        .mapToObj(i -> singles.get(i)
                                .at(Modulation.each(parameters.narrow(1, (long) EACH * i, EACH))
                                        .get(0)))
                        .toList());
    }

    private static JointStream.AtStep stream(StreamLayers layers, Tensor parameters, long from) {
        List<Modulation> modulations = Modulation.each(parameters.narrow(1, from, OF_STREAM));
        return layers.at(modulations.get(0), modulations.get(1));
    }
}
