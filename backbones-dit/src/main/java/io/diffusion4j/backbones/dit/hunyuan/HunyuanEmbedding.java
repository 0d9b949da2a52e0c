package io.diffusion4j.backbones.dit.hunyuan;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.EmbeddingPerceptron;
import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.StepContext;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Embedding;
import io.diffusion4j.core.nn.SinusoidalEmbedding;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Timestep, text as a whole and, in the first versions, sizes and style as one vector. Li et al. 2024, section 2.1. */
final class HunyuanEmbedding {
    private static final int SINUSOIDS = 256;
    private static final int SIZES = 6;
    private static final SinusoidalEmbedding SIZE = new SinusoidalEmbedding(SINUSOIDS, true, 0);

    private final NumberEmbedding timestep;
    private final AttentionPool pool;
    private final Optional<Embedding> style;
    private final EmbeddingPerceptron extra;

    private HunyuanEmbedding(Weights weights, HunyuanSettings settings, AttentionKernel kernel) {
        int width = settings.width();
        int told = settings.sizeAndStyle() ? SIZES * SINUSOIDS + width : 0;
        this.timestep = NumberEmbedding.of(weights.at("timestep_embedder"), width);
        this.pool = AttentionPool.of(weights.at("pooler"), settings, kernel);
        this.style = settings.sizeAndStyle()
                ? Optional.of(Embedding.of(weights.at("style_embedder"), 1, width))
                : Optional.empty();
        this.extra = EmbeddingPerceptron.of(
                weights.at("extra_embedder"), settings.pooledChannels() + told, 4L * width, width, Activation.SILU);
    }

    static HunyuanEmbedding of(Weights weights, HunyuanSettings settings, AttentionKernel kernel) {
        return new HunyuanEmbedding(weights, settings, kernel);
    }

    /** @return [batch, width], activated, because every block begins with that; belongs to the open scope */
    Tensor apply(StepContext context, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor told = context.memory().at("told").get(() -> told(context.conditioning(), dtype));
            return scope.keep(Activation.SILU.applyOver(told.add(timestep.apply(context.timestep(), dtype))));
        }
    }

    private Tensor told(Conditioning conditioning, ScalarType dtype) {
        Tensor text = conditioning.require(HunyuanConditions.CONTEXT_T5).toType(dtype);
        return extra.apply(told(pool.apply(text), conditioning));
    }

    private Tensor told(Tensor pooled, Conditioning conditioning) {
        return style.map(table -> {
                    Tensor sizes = conditioning.require(HunyuanConditions.IMAGE_META_SIZE);
                    Tensor waves = SIZE.apply(sizes.reshape(-1)).toType(pooled.scalar_type());
                    Tensor styles = table.apply(conditioning.require(HunyuanConditions.STYLE));
                    return cat(new TensorVector(pooled, waves.view(pooled.size(0), -1), styles), 1);
                })
                .orElse(pooled);
    }
}
