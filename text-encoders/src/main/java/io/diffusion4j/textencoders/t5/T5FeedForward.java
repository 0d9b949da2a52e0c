package io.diffusion4j.textencoders.t5;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Tensor;

/**
 * A feed-forward layer gated by GELU. Shazeer 2020.
 *
 * <p>Its results outgrow float16 in the large models. So with float16 weights the last product is in float32, and its
 * result makes the residual stream float32 from there on, as in the reference. Other dtypes are used as they are.
 */
final class T5FeedForward {
    private final Linear gate;
    private final Linear up;
    private final Linear down;
    private final DType downType;

    T5FeedForward(T5Settings settings, DType dtype, Weights weights) {
        downType = dtype == DType.FLOAT16 ? DType.FLOAT32 : dtype;
        gate = Linear.withoutBias(weights.at("wi_0"), settings.width(), settings.feedForwardWidth());
        up = Linear.withoutBias(weights.at("wi_1"), settings.width(), settings.feedForwardWidth());
        Weights last = downType == dtype ? weights.at("wo") : weights.at("wo").as(downType);
        down = Linear.withoutBias(last, settings.feedForwardWidth(), settings.width());
    }

    /** x [batch, tokens, width] to the same shape, in float32 for float16. */
    Tensor apply(Tensor x) {
        Tensor gated = Activation.GELU_TANH.applyOver(gate.apply(x)).mul(up.apply(x));
        return down.apply(gated.toType(downType.scalarType()));
    }
}
