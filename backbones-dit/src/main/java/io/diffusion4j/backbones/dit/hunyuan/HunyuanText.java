package io.diffusion4j.backbones.dit.hunyuan;

import static org.bytedeco.pytorch.global.torch.cat;
import static org.bytedeco.pytorch.global.torch.where;

import io.diffusion4j.backbones.dit.blocks.EmbeddingPerceptron;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The tokens of both text encoders, one after the other; those that do not count give way to learned ones. */
final class HunyuanText {
    private final EmbeddingPerceptron projection;
    private final Tensor padding;
    private final long length;
    private final long lengthT5;

    private HunyuanText(Weights weights, HunyuanSettings settings) {
        int width = settings.contextChannelsT5();
        this.length = settings.textLength();
        this.lengthT5 = settings.textLengthT5();
        this.projection = EmbeddingPerceptron.of(
                weights.at("text_embedder"), width, 4L * width, settings.contextChannels(), Activation.SILU);
        this.padding = weights.get("text_embedding_padding", length + lengthT5, settings.contextChannels());
    }

    static HunyuanText of(Weights weights, HunyuanSettings settings) {
        return new HunyuanText(weights, settings);
    }

    /** @return [batch, tokens of both, width of the first]; belongs to the open scope */
    Tensor apply(Conditioning conditioning, ScalarType dtype) {
        Tensor first = tokens(conditioning, Conditioning.CONTEXT, length, dtype);
        Tensor second = tokens(conditioning, HunyuanConditions.CONTEXT_T5, lengthT5, dtype);
        try (Scope scope = Scope.open()) {
            return scope.keep(cat(
                    new TensorVector(
                            padded(first, conditioning.find(Conditioning.CONTEXT_MASK), 0),
                            padded(
                                    projection.apply(second),
                                    conditioning.find(HunyuanConditions.CONTEXT_MASK_T5),
                                    length)),
                    1));
        }
    }

    private Tensor padded(Tensor tokens, Optional<Tensor> mask, long from) {
        Tensor instead = padding.narrow(0, from, tokens.size(1));
        return mask.map(m -> where(m.unsqueeze(2).toType(ScalarType.Bool), tokens, instead))
                .orElse(tokens);
    }

    private static Tensor tokens(Conditioning conditioning, String name, long length, ScalarType dtype) {
        Tensor tokens = conditioning.require(name);
        if (tokens.size(1) != length) {
            throw new IllegalArgumentException("'%s' has %d tokens, but the model takes %d of them; pad or cut the text"
                    .formatted(name, tokens.size(1), length));
        }
        return tokens.toType(dtype);
    }
}
