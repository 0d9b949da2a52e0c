package io.diffusion4j.backbones.dit.pixart;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.NumberEmbedding;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Height, width and aspect ratio of the image as one vector, side by side. Chen et al. 2023, section 2.4. */
final class SizeEmbedding {
    private final NumberEmbedding resolution;
    private final NumberEmbedding aspectRatio;

    private SizeEmbedding(NumberEmbedding resolution, NumberEmbedding aspectRatio) {
        this.resolution = resolution;
        this.aspectRatio = aspectRatio;
    }

    /** @param width channels of each number */
    static SizeEmbedding of(Weights weights, int width) {
        return new SizeEmbedding(
                NumberEmbedding.of(weights.at("resolution_embedder"), width),
                NumberEmbedding.of(weights.at("aspect_ratio_embedder"), width));
    }

    /** @return [batch, 3 · width]; belongs to the open scope */
    Tensor apply(Conditioning conditioning, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            Tensor sides = vector(resolution, conditioning.require(SizeConditions.RESOLUTION), dtype);
            Tensor ratio = vector(aspectRatio, conditioning.require(SizeConditions.ASPECT_RATIO), dtype);
            return scope.keep(cat(new TensorVector(sides, ratio), 1));
        }
    }

    /** [batch, numbers] to [batch, numbers · width]. */
    private static Tensor vector(NumberEmbedding embedding, Tensor numbers, ScalarType dtype) {
        return embedding.apply(numbers.reshape(-1), dtype).reshape(numbers.size(0), -1);
    }
}
