package io.diffusion4j.core.autoencoder;

import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * What an autoencoder's latents look like.
 *
 * @param latentChannels channels of the latents
 * @param factor how many pixels one latent spans, in height and in width
 * @param scalingFactor what unscaled latents are multiplied with before diffusion
 * @param shiftFactor what is subtracted before that
 * @param statistics where latents are normalised per channel: takes the place of the shift
 */
public record AutoencoderInfo(
        int latentChannels,
        int factor,
        double scalingFactor,
        double shiftFactor,
        Optional<LatentStatistics> statistics) {
    /** Latents that are not normalised per channel. */
    public AutoencoderInfo(int latentChannels, int factor, double scalingFactor, double shiftFactor) {
        this(latentChannels, factor, scalingFactor, shiftFactor, Optional.empty());
    }

    /** Latents as the encoder gives them, to latents as the backbone takes them. */
    public Tensor scale(Tensor latents) {
        try (Scope scope = Scope.open()) {
            return scope.keep(statistics.map(s -> normalised(latents, s)).orElseGet(() -> shifted(latents)));
        }
    }

    /** The inverse of {@link #scale}. */
    public Tensor unscale(Tensor latents) {
        try (Scope scope = Scope.open()) {
            return scope.keep(statistics.map(s -> restored(latents, s)).orElseGet(() -> shiftedBack(latents)));
        }
    }

    private Tensor shifted(Tensor latents) {
        return latents.sub(new Scalar(shiftFactor)).mul(new Scalar(scalingFactor));
    }

    private Tensor shiftedBack(Tensor latents) {
        return latents.div(new Scalar(scalingFactor)).add(new Scalar(shiftFactor));
    }

    private Tensor normalised(Tensor latents, LatentStatistics s) {
        return latents.sub(s.meanLike(latents)).mul(new Scalar(scalingFactor)).div(s.standardDeviationLike(latents));
    }

    private Tensor restored(Tensor latents, LatentStatistics s) {
        return latents.mul(s.standardDeviationLike(latents))
                .div(new Scalar(scalingFactor))
                .add(s.meanLike(latents));
    }
}
