package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Timestep, pooled text and, in distilled models, the guidance scale as one vector: the sum of what each of them says.
 * Esser et al. 2024, figure 2; Meng et al. 2023, section 3.1.
 */
public final class TimeTextEmbedding {
    private final NumberEmbedding timestep;
    private final Optional<NumberEmbedding> guidance;
    private final EmbeddingPerceptron text;

    private TimeTextEmbedding(Weights weights, long pooledWidth, long width, Optional<NumberEmbedding> guidance) {
        this.timestep = NumberEmbedding.of(weights.at("timestep_embedder"), width);
        this.guidance = guidance;
        this.text = EmbeddingPerceptron.of(weights.at("text_embedder"), pooledWidth, width, Activation.SILU);
    }

    /** Of timestep and text. */
    public static TimeTextEmbedding of(Weights weights, long pooledWidth, long width) {
        return new TimeTextEmbedding(weights, pooledWidth, width, Optional.empty());
    }

    /** Of timestep, guidance scale and text. */
    public static TimeTextEmbedding guided(Weights weights, long pooledWidth, long width) {
        return new TimeTextEmbedding(
                weights, pooledWidth, width, Optional.of(NumberEmbedding.of(weights.at("guidance_embedder"), width)));
    }

    /**
     * @param timesteps [batch], up to 1000
     * @param scales of guidance [batch], times 1000; only looked at by a guided one, which needs them
     * @param pooled [batch, pooled width]; the result has its dtype
     * @return [batch, width], activated, because every block begins with that; belongs to the open scope
     */
    public Tensor apply(Tensor timesteps, Optional<Tensor> scales, Tensor pooled) {
        try (Scope scope = Scope.open()) {
            Tensor sum = timestep.apply(timesteps, pooled.scalar_type());
            guidance.ifPresent(embedding -> sum.add_(embedding.apply(scales.orElseThrow(), pooled.scalar_type())));
            return scope.keep(Activation.SILU.applyOver(sum.add_(text.apply(pooled))));
        }
    }
}
