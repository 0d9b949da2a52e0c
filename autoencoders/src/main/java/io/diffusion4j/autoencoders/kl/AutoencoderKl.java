package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;

/** A convolutional encoder and decoder with a normally distributed code. Inputs are converted to its dtype and device. */
record AutoencoderKl(AutoencoderInfo info, Chain encoder, Chain decoder, Tensor aWeight) implements Autoencoder {
    static AutoencoderKl of(KlSettings settings, BuildContext context) {
        Weights weights = context.weights();
        return new AutoencoderKl(
                settings.info(),
                Encoder.of(settings, weights, context.attention()),
                Decoder.of(settings, weights, context.attention()),
                weights.at("decoder.conv_out").get("bias", settings.outChannels()));
    }

    @Override
    public Posterior encode(Tensor image) {
        try (Scope scope = Scope.open()) {
            Tensor moments = encoder.apply(own(image));
            long channels = info.latentChannels();
            Tensor logVariance = moments.narrow(1, channels, channels)
                    .clamp(new ScalarOptional(new Scalar(-30.0)), new ScalarOptional(new Scalar(20.0)));
            return new Posterior(scope.keep(moments.narrow(1, 0, channels).contiguous()), scope.keep(logVariance));
        }
    }

    @Override
    public Tensor decode(Tensor latents) {
        try (Scope scope = Scope.open()) {
            return scope.keep(decoder.apply(own(latents)));
        }
    }

    private Tensor own(Tensor x) {
        return x.to(aWeight);
    }
}
