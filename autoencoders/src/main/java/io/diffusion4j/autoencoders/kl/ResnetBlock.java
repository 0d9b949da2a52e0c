package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/** {@code x + conv(act(norm(conv(act(norm(x))))))}, with a 1x1 convolution of x where the channels change. */
record ResnetBlock(Chain residual, Optional<Conv2d> shortcut) {
    static ResnetBlock of(Weights weights, Layout layout, long in, long out) {
        NormActivation norm1 = layout.normActivation(weights.at("norm1"), in);
        Conv2d conv1 = Conv2d.of(weights.at("conv1"), in, out, 3);
        NormActivation norm2 = layout.normActivation(weights.at("norm2"), out);
        Conv2d conv2 = Conv2d.of(weights.at("conv2"), out, out, 3);
        Optional<Conv2d> shortcut =
                in == out ? Optional.empty() : Optional.of(Conv2d.of(weights.at("conv_shortcut"), in, out, 1));
        return new ResnetBlock(new Chain(List.of(norm1::apply, conv1::apply, norm2::apply, conv2::apply)), shortcut);
    }

    /** @param x [batch, in, height, width] @return [batch, out, height, width] */
    Tensor apply(Tensor x) {
        try (Scope scope = Scope.open()) {
            Tensor sum = residual.apply(x);
            return scope.keep(sum.add_(shortcut.map(conv -> conv.apply(x)).orElse(x)));
        }
    }
}
