package io.diffusion4j.autoencoders;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A latent is a block of 4 x 4 pixels, moved into channels: exact, and blind to what surrounds the block. */
final class PixelBlocks implements Autoencoder {
    private static final long FACTOR = 4;

    private final List<Long> batches = new ArrayList<>();
    private long largest;

    @Override
    public AutoencoderInfo info() {
        return new AutoencoderInfo(48, (int) FACTOR, 1, 0);
    }

    @Override
    public Posterior encode(Tensor image) {
        note(image, FACTOR);
        Tensor latents = torch.pixel_unshuffle(image, FACTOR);
        return new Posterior(latents, latents.neg());
    }

    @Override
    public Tensor decode(Tensor latents) {
        note(latents, 1);
        return torch.pixel_shuffle(latents, FACTOR);
    }

    private void note(Tensor x, long unit) {
        batches.add(x.size(0));
        largest = Math.max(largest, Math.max(x.size(2), x.size(3)) / unit);
    }

    List<Long> batches() {
        return batches;
    }

    /** The largest height or width that it was given, in latents. */
    long largest() {
        return largest;
    }
}
