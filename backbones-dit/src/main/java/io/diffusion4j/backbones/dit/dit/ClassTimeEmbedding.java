package io.diffusion4j.backbones.dit.dit;

import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Timestep and class label as one vector, their sum. Peebles and Xie 2023, section 3.2. */
final class ClassTimeEmbedding {
    private final NumberEmbedding timestep;
    private final Embedding label;

    private ClassTimeEmbedding(NumberEmbedding timestep, Embedding label) {
        this.timestep = timestep;
        this.label = label;
    }

    /** The row after the classes stands for none of them. */
    static ClassTimeEmbedding of(Weights weights, int classes, int width) {
        return new ClassTimeEmbedding(
                NumberEmbedding.withFrequencyShift(weights.at("timestep_embedder"), width, 1),
                Embedding.of(weights.at("class_embedder.embedding_table"), classes + 1, width));
    }

    /**
     * What a layer makes of the activated vector.
     *
     * @param part of the model that the layer is
     * @return [batch, ...]; belongs to the open scope
     */
    Tensor through(Linear layer, StepContext context, Object part, ScalarType dtype) {
        return context.rows(part, Set.of(Conditioning.CLASS_LABELS), (timesteps, rows) -> {
                    Tensor vector = apply(timesteps, rows.require(Conditioning.CLASS_LABELS), dtype);
                    return layer.apply(Activation.SILU.applyOver(vector));
                })
                .now();
    }

    /** @param timesteps [batch] @param labels [batch], int64 @return [batch, width]; belongs to the open scope */
    private Tensor apply(Tensor timesteps, Tensor labels, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            return scope.keep(timestep.apply(timesteps, dtype).add_(label.apply(labels)));
        }
    }
}
