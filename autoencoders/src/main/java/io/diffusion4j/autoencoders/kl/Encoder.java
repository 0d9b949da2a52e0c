package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** The way from an image to the moments of its posterior: [batch, 3, h, w] to [batch, 2 latent channels, h/f, w/f]. */
final class Encoder {
    private Encoder() {}

    static Chain of(KlSettings settings, Weights weights, AttentionKernel kernel) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        Weights encoder = weights.at("encoder");
        List<Integer> channels = settings.blockOutChannels();
        layers.add(Conv2d.of(encoder.at("conv_in"), settings.inChannels(), channels.get(0), 3)::apply);
        long in = channels.get(0);
        for (int level = 0; level < channels.size(); level++) {
            layers.addAll(level(settings, encoder.at("down_blocks").at(level), level, in));
            in = channels.get(level);
        }
        layers.addAll(MidBlock.layers(settings, encoder.at("mid_block"), kernel));
        layers.add(settings.layout().lastNormActivation(encoder.at("conv_norm_out"), in)::apply);
        long moments = 2L * settings.latentChannels();
        layers.add(Conv2d.of(encoder.at("conv_out"), in, moments, 3)::apply);
        if (settings.useQuantConv()) {
            layers.add(Conv2d.of(weights.at("quant_conv"), moments, moments, 1)::apply);
        }
        return new Chain(layers);
    }

    private static List<UnaryOperator<Tensor>> level(KlSettings settings, Weights weights, int level, long in) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        long out = settings.blockOutChannels().get(level);
        for (int i = 0; i < settings.layersPerBlock(); i++) {
            layers.add(ResnetBlock.of(weights.at("resnets").at(i), settings.layout(), i == 0 ? in : out, out)::apply);
        }
        if (level < settings.blockOutChannels().size() - 1) {
            layers.addAll(Resampling.halve(weights, out));
        }
        return layers;
    }
}
