package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.Modulation;
import io.diffusion4j.backbones.dit.blocks.ModulationLayer;
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

/** Attention and perceptron side by side, over text and image with the same weights. Dehghani et al. 2023, figure 2. */
final class SingleStreamBlock {
    private static final double EPSILON = 1e-6;
    private static final int GROWTH = 4;

    private final ModulationLayer modulation;
    private final LayerNorm norm;
    private final QueryKeyValueLayer project;
    private final AttentionHeads heads;
    private final Linear in;
    private final Linear out;

    private SingleStreamBlock(Weights weights, AttentionHeads heads) {
        int width = heads.width();
        int inner = GROWTH * width;
        this.modulation = ModulationLayer.of(weights.at("norm.linear"), 1, width);
        this.norm = LayerNorm.withoutWeights(width, EPSILON);
        this.project = QueryKeyValueLayer.of(
                weights.at("attn"), QueryKeyValueLayer.Names.IMAGE, heads, HeadNorm::rootMeanSquare);
        this.heads = heads;
        this.in = Linear.of(weights.at("proj_mlp"), width, inner);
        this.out = Linear.of(weights.at("proj_out"), width + inner, width);
    }

    static SingleStreamBlock of(Weights weights, AttentionHeads heads) {
        return new SingleStreamBlock(weights, heads);
    }

    /** @param condition [batch, width], activated @return its tensors belong to the open scope */
    AtStep at(Tensor condition) {
        return new AtStep(this, modulation.apply(condition).get(0));
    }

    /** The block under one conditioning. */
    record AtStep(SingleStreamBlock block, Modulation modulation) {
        /** @param tokens [batch, tokens, width], text first @return the same shape; belongs to the open scope */
        Tensor apply(Tensor tokens, RotaryTable positions) {
            try (Scope scope = Scope.open()) {
                Tensor x = modulation.enter(block.norm.apply(tokens));
                Tensor both = cat(new TensorVector(block.attend(x, positions), block.grow(x)), 2);
                return scope.keep(modulation.leave(tokens, block.out.apply(both)));
            }
        }
    }

    private Tensor attend(Tensor tokens, RotaryTable positions) {
        try (Scope scope = Scope.open()) {
            return scope.keep(heads.attend(project.apply(tokens).rotated(positions), Optional.empty()));
        }
    }

    private Tensor grow(Tensor tokens) {
        return Activation.GELU_TANH.applyOver(in.apply(tokens));
    }
}
