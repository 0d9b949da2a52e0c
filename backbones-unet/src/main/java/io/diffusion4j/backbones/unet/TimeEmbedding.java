package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.nn.SinusoidalEmbedding;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Timesteps as vectors: sines and cosines, then a perceptron. Ho et al. 2020, appendix B. */
final class TimeEmbedding {
    private final SinusoidalEmbedding sinusoids;
    private final Linear first;
    private final Activation activation;
    private final Linear second;
    private final Optional<Activation> post;

    private TimeEmbedding(
            SinusoidalEmbedding sinusoids,
            Linear first,
            Activation activation,
            Linear second,
            Optional<Activation> post) {
        this.sinusoids = sinusoids;
        this.first = first;
        this.activation = activation;
        this.second = second;
        this.post = post;
    }

    /** @param width channels of the result */
    static TimeEmbedding of(
            Weights weights,
            SinusoidalEmbedding sinusoids,
            long width,
            Activation activation,
            Optional<Activation> post) {
        return new TimeEmbedding(
                sinusoids,
                Linear.of(weights.at("linear_1"), sinusoids.width(), width),
                activation,
                Linear.of(weights.at("linear_2"), width, width),
                post);
    }

    /** @param timestep [batch] @return [batch, width] in that dtype, a tensor of its own; belongs to the open scope */
    Tensor apply(Tensor timestep, ScalarType dtype) {
        try (Scope scope = Scope.open()) {
            // Half types cannot tell neighbouring timesteps apart, so the sinusoids are float32 whatever the dtype.
            Tensor hidden = first.apply(sinusoids.apply(timestep).toType(dtype));
            Tensor embedding = second.apply(activation.applyOver(hidden));
            return scope.keep(post.map(p -> p.applyOver(embedding)).orElse(embedding));
        }
    }
}
