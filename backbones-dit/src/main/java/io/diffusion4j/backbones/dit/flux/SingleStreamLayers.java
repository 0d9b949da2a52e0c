package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValueLayer;
import io.diffusion4j.backbones.dit.blocks.RotaryTable;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.LayerNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** A block of attention and perceptron side by side, over text and image with the same weights. Dehghani et al. 2023, figure 2. */
final class SingleStreamLayers {
    private static final double EPSILON = 1e-6;
    private static final int GROWTH = 4;

    private final LayerNorm norm;
    private final QueryKeyValueLayer project;
    private final AttentionHeads heads;
    private final Linear in;
    private final Linear out;

    private SingleStreamLayers(Weights weights, AttentionHeads heads) {
        int width = heads.width();
        int inner = GROWTH * width;
        this.norm = LayerNorm.withoutWeights(width, EPSILON);
        this.project = QueryKeyValueLayer.of(
                weights.at("attn"), QueryKeyValueLayer.Names.IMAGE, heads, HeadNorm::rootMeanSquare);
        this.heads = heads;
        this.in = Linear.of(weights.at("proj_mlp"), width, inner);
        this.out = Linear.of(weights.at("proj_out"), width + inner, width);
    }

    static SingleStreamLayers of(Weights weights, AttentionHeads heads) {
        return new SingleStreamLayers(weights, heads);
    }

    /** The layers under one conditioning. */
    AtStep at(Modulation modulation) {
        return new AtStep(this, modulation);
    }

    /** The layers under one conditioning. */
    record AtStep(SingleStreamLayers layers, Modulation modulation) {
        /** @param tokens [batch, tokens, width], text first @return the same shape; belongs to the open scope */
        Tensor apply(Tensor tokens, RotaryTable positions, Optional<Tensor> bias) {
            return modulation.around(tokens, layers.norm, x -> layers.out.apply(layers.both(x, positions, bias)));
        }
    }

    private Tensor both(Tensor tokens, RotaryTable positions, Optional<Tensor> bias) {
        return cat(new TensorVector(attend(tokens, positions, bias), grow(tokens)), 2);
    }

    private Tensor attend(Tensor tokens, RotaryTable positions, Optional<Tensor> bias) {
        try (Scope scope = Scope.open()) {
            return scope.keep(heads.attend(project.apply(tokens).rotated(positions), bias));
        }
    }

    private Tensor grow(Tensor tokens) {
        return Activation.GELU_TANH.applyOver(in.apply(tokens));
    }
}
