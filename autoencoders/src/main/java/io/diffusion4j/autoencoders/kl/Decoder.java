package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.nn.Conv2d;
import io.diffusion4j.core.weights.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** The way from latents to an image: [batch, latent channels, h, w] to [batch, 3, f h, f w]. */
final class Decoder {
    private Decoder() {}

    static Chain of(KlSettings settings, Weights weights, AttentionKernel kernel) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        long latent = settings.latentChannels();
        if (settings.usePostQuantConv()) {
            layers.add(Conv2d.of(weights.at("post_quant_conv"), latent, latent, 1)::apply);
        }
        Weights decoder = weights.at("decoder");
        long in = settings.widest();
        layers.add(Conv2d.of(decoder.at("conv_in"), latent, in, 3)::apply);
        layers.addAll(MidBlock.layers(settings, decoder.at("mid_block"), kernel));
        List<Integer> channels = settings.blockOutChannels();
        for (int level = channels.size() - 1; level >= 0; level--) {
            Weights block = decoder.at("up_blocks").at(channels.size() - 1 - level);
            layers.addAll(level(settings, block, level, in));
            in = channels.get(level);
        }
        layers.add(settings.layout().lastNormActivation(decoder.at("conv_norm_out"), in)::apply);
        layers.add(Conv2d.of(decoder.at("conv_out"), in, settings.outChannels(), 3)::apply);
        return new Chain(layers);
    }

    /** One residual block more than the encoder has at this level. */
    private static List<UnaryOperator<Tensor>> level(KlSettings settings, Weights weights, int level, long in) {
        List<UnaryOperator<Tensor>> layers = new ArrayList<>();
        long out = settings.blockOutChannels().get(level);
        for (int i = 0; i <= settings.layersPerBlock(); i++) {
            layers.add(ResnetBlock.of(weights.at("resnets").at(i), settings.layout(), i == 0 ? in : out, out)::apply);
        }
        if (level > 0) {
            layers.addAll(Resampling.duplicate(weights, out));
        }
        return layers;
    }
}
