package io.diffusion4j.training.latents;

import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder;
import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.PictureLoader;
import io.diffusion4j.training.data.Prefetch;

/** Encodes the middle of pictures whenever they are asked for; the next ones are read meanwhile. */
public final class EncodedLatents implements LatentSource {
    private static final int AHEAD = 2;

    private final Encoder encoder;
    private final Prefetch<PictureBatch> pictures;

    public EncodedLatents(DataSet data, BatchOrder order, Encoder encoder) {
        this.encoder = encoder;
        this.pictures = new Prefetch<>(new PictureLoader(data, order, Cropping.CENTER)::load, order::next, AHEAD);
    }

    @Override
    public Posterior posterior(Draw draw) {
        return encoder.encode(pictures.get(draw));
    }

    @Override
    public void close() {
        pictures.close();
    }
}
