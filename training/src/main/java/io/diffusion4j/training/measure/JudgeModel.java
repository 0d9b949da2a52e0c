package io.diffusion4j.training.measure;

import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A network that finds attributes in pictures, and that says how well a picture and a caption go together by bringing both
 * into one space: Radford et al. 2021. Immutable and safe for several threads.
 */
public final class JudgeModel {
    /** What the stored logarithm of one over the temperature counts from, so that fresh weights may be 0. */
    private static final double FIRST_LOG_SCALE = Math.log(1 / 0.07);

    private static final double LARGEST_SCALE = 100;
    private static final double TINY = 1e-6;

    private final long imageSize;
    private final ImageTower tower;
    private final Optional<AttributeHead> head;
    private final Linear imageProjection;
    private final Linear textProjection;
    private final Tensor logScale;

    public JudgeModel(JudgeSettings settings, Weights weights) {
        imageSize = settings.imageSize();
        tower = new ImageTower(weights.at("image_tower"), settings);
        head = settings.attributes().count() == 0
                ? Optional.empty()
                : Optional.of(new AttributeHead(
                        weights.at("attribute_head"), settings.attributes(), settings.featureWidth()));
        imageProjection =
                Linear.withoutBias(weights.at("image_projection"), settings.featureWidth(), settings.projectionWidth());
        textProjection =
                Linear.withoutBias(weights.at("text_projection"), settings.textWidth(), settings.projectionWidth());
        logScale = weights.get("log_scale", 1);
    }

    /**
     * @param images [batch, 3, height, width] in -1..1, any dtype; of another size than the judge's, each pixel becomes the
     *     mean of those that fall into it
     * @return [batch, features]; belongs to the open scope
     */
    public Tensor features(Tensor images) {
        Tensor wide = images.toType(logScale.scalar_type());
        boolean fits = images.size(2) == imageSize && images.size(3) == imageSize;
        return tower.apply(fits ? wide : torch.adaptive_avg_pool2d(wide, imageSize, imageSize));
    }

    /**
     * @param features of pictures [batch, features]
     * @return as {@link AttributeHead#apply} has it; empty if it looks for no attributes
     */
    public Optional<Tensor> attributeLogits(Tensor features) {
        return head.map(some -> some.apply(features));
    }

    /** @param features of pictures [batch, features] @return rows of length 1 [batch, projection]; belong to the open scope */
    public Tensor imageEmbedding(Tensor features) {
        return unit(imageProjection.apply(features));
    }

    /** @param pooled states of captions [batch, width] @return rows of length 1 [batch, projection]; belong to the open scope */
    public Tensor textEmbedding(Tensor pooled) {
        return unit(textProjection.apply(pooled));
    }

    /** What cosines are multiplied with to be logits [1], at most 100; belongs to the open scope. */
    public Tensor scale() {
        try (Scope scope = Scope.open()) {
            return scope.keep(logScale.add(new Scalar(FIRST_LOG_SCALE)).exp().clamp_max(new Scalar(LARGEST_SCALE)));
        }
    }

    private Tensor unit(Tensor x) {
        try (Scope scope = Scope.open()) {
            Tensor wide = x.toType(logScale.scalar_type());
            Tensor length = wide.square().sum(new long[] {-1}, true, new ScalarTypeOptional());
            return scope.keep(wide.div(length.add(new Scalar(TINY)).sqrt()));
        }
    }
}
