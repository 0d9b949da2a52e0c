package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.nn.GroupNorm;
import io.diffusion4j.core.nn.Linear;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Two normalised convolutions around which the input is added, told the timestep in between. He et al. 2016. */
final class ResnetBlock {
    private final GroupNorm norm1;
    private final Conv2d conv1;
    private final Linear time;
    private final GroupNorm norm2;
    private final Conv2d conv2;
    private final Optional<Conv2d> shortcut;
    private final Activation activation;
    private final double divisor;

    private ResnetBlock(Weights weights, int in, int out, double divisor, BlockParameters parameters) {
        this.norm1 = parameters.norm(weights.at("norm1"), in);
        this.conv1 = Conv2d.of(weights.at("conv1"), in, out, 3);
        this.time = Linear.of(weights.at("time_emb_proj"), parameters.timeWidth(), out);
        this.norm2 = parameters.norm(weights.at("norm2"), out);
        this.conv2 = Conv2d.of(weights.at("conv2"), out, out, 3);
        this.shortcut = in == out ? Optional.empty() : Optional.of(Conv2d.of(weights.at("conv_shortcut"), in, out, 1));
        this.activation = parameters.activation();
        this.divisor = divisor;
    }

    static ResnetBlock of(Weights weights, int in, int out, BlockParameters parameters) {
        return new ResnetBlock(weights, in, out, 1, parameters);
    }

    /** @param divisor what the sum of input and convolutions is divided by */
    static ResnetBlock scaled(Weights weights, int channels, double divisor, BlockParameters parameters) {
        return new ResnetBlock(weights, channels, channels, divisor, parameters);
    }

    /** @param x [batch, in, height, width] @return [batch, out, height, width]; belongs to the open scope */
    Tensor apply(Tensor x, StepInputs step) {
        try (Scope scope = Scope.open()) {
            Tensor hidden = normalised(norm2, told(x, step), conv2);
            Tensor residual = shortcut.map(conv -> conv.apply(x)).orElse(x);
            Tensor sum = hidden.add_(residual);
            return scope.keep(divisor == 1 ? sum : sum.div_(new Scalar(divisor)));
        }
    }

    private Tensor told(Tensor x, StepInputs step) {
        try (Scope scope = Scope.open()) {
            Tensor shift = time.apply(step.time()).unsqueeze(-1).unsqueeze(-1);
            return scope.keep(normalised(norm1, x, conv1).add_(shift));
        }
    }

    private Tensor normalised(GroupNorm norm, Tensor x, Conv2d conv) {
        try (Scope scope = Scope.open()) {
            return scope.keep(conv.apply(activation.applyOver(norm.apply(x))));
        }
    }
}
