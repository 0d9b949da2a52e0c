package io.diffusion4j.core.nn;

import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** {@code y = x Wᵀ + b}. */
public final class Linear {
    private final Tensor weight;
    private final Optional<Tensor> bias;

    private Linear(Tensor weight, Optional<Tensor> bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /** Reads {@code weight} [out, in] and {@code bias} [out]. */
    public static Linear of(Weights weights, long in, long out) {
        return new Linear(weights.get("weight", out, in), Optional.of(weights.get("bias", out)));
    }

    /** Reads {@code weight} [out, in] only. */
    public static Linear withoutBias(Weights weights, long in, long out) {
        return new Linear(weights.get("weight", out, in), Optional.empty());
    }

    /** One of the two, for models that come in both ways. */
    public static Linear of(Weights weights, long in, long out, boolean bias) {
        return bias ? of(weights, in, out) : withoutBias(weights, in, out);
    }

    /** @param x [..., in] @return [..., out]; belongs to the open scope */
    public Tensor apply(Tensor x) {
        WorkMeter.count(Work.Kind.LINEAR, () -> 2 * x.numel() * weight.size(0));
        return torch.linear(x, weight, optional(bias));
    }

    static TensorOptional optional(Optional<Tensor> tensor) {
        return tensor.map(TensorOptional::new).orElseGet(TensorOptional::new);
    }
}
