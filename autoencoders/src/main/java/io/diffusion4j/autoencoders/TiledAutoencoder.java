package io.diffusion4j.autoencoders;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Takes images that are larger than a tile in overlapping tiles and fades each into its neighbours, so that memory does
 * not grow with the image. The result differs from that of the whole image: normalisation and attention see one tile.
 */
public final class TiledAutoencoder implements Autoencoder {
    private final Autoencoder inner;
    private final Tiles encoding;
    private final Tiles decoding;

    /** @throws IllegalArgumentException if the tile size is no multiple of the autoencoder's factor */
    public TiledAutoencoder(Autoencoder inner, TilingSettings settings) {
        int factor = inner.info().factor();
        if (settings.tileSize() % factor != 0) {
            throw new IllegalArgumentException(
                    "tile-size must be a multiple of " + factor + " for this autoencoder, got " + settings.tileSize());
        }
        long latentTile = settings.tileSize() / factor;
        long latentStride = Math.max(1, (long) (latentTile * (1 - settings.overlap())));
        this.inner = inner;
        this.encoding = new Tiles(latentTile * factor, latentStride * factor, latentTile, latentStride);
        this.decoding = new Tiles(latentTile, latentStride, latentTile * factor, latentStride * factor);
    }

    @Override
    public AutoencoderInfo info() {
        return inner.info();
    }

    @Override
    public Posterior encode(Tensor image) {
        if (encoding.isOneTile(image)) {
            return inner.encode(image);
        }
        try (Scope scope = Scope.open()) {
            Tensor moments = encoding.map(image, this::moments);
            long channels = moments.size(1) / 2;
            return new Posterior(
                    scope.keep(moments.narrow(1, 0, channels).contiguous()),
                    scope.keep(moments.narrow(1, channels, channels).contiguous()));
        }
    }

    @Override
    public Tensor decode(Tensor latents) {
        return decoding.isOneTile(latents) ? inner.decode(latents) : decoding.map(latents, inner::decode);
    }

    private Tensor moments(Tensor image) {
        try (Scope scope = Scope.open()) {
            Posterior posterior = inner.encode(image);
            return scope.keep(torch.cat(new TensorVector(posterior.mean(), posterior.logVariance()), 1));
        }
    }
}
