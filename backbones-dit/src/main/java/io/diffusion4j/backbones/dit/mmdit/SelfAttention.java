package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.AttentionHeads;
import io.diffusion4j.backbones.dit.blocks.HeadNorm;
import io.diffusion4j.backbones.dit.blocks.QueryKeyValueLayer;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** Attention of the image's tokens among themselves, without the text. */
final class SelfAttention {
    private final QueryKeyValueLayer project;
    private final AttentionHeads heads;
    private final Linear out;

    private SelfAttention(QueryKeyValueLayer project, AttentionHeads heads, Linear out) {
        this.project = project;
        this.heads = heads;
        this.out = out;
    }

    static SelfAttention of(Weights weights, AttentionHeads heads, HeadNorm.Kind headNorm) {
        return new SelfAttention(
                QueryKeyValueLayer.of(weights, QueryKeyValueLayer.Names.IMAGE, heads, headNorm),
                heads,
                Linear.of(weights.at("to_out.0"), heads.width(), heads.width()));
    }

    /** @param tokens [batch, tokens, width] @return the same shape, a tensor of its own; belongs to the open scope */
    Tensor apply(Tensor tokens) {
        try (Scope scope = Scope.open()) {
            return scope.keep(out.apply(heads.attend(project.apply(tokens), Optional.empty())));
        }
    }
}
