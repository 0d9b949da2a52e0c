package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** The layers at the lowest resolution: two residual blocks, with attention between them in most models. */
final class MidBlock {
    private MidBlock() {}

    static List<UnaryOperator<Tensor>> layers(KlSettings settings, Weights weights, AttentionKernel kernel) {
        long channels = settings.widest();
        Layout layout = settings.layout();
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        layers.add(ResnetBlock.of(weights.at("resnets.0"), layout, channels, channels)::apply);
        if (settings.midBlockAddAttention()) {
            layers.add(SpatialAttention.of(weights.at("attentions.0"), layout, channels, kernel)::apply);
        }
        layers.add(ResnetBlock.of(weights.at("resnets.1"), layout, channels, channels)::apply);
        return layers;
    }
}
