package io.diffusion4j.pipelines.assembly;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import org.bytedeco.pytorch.Tensor;

/** An autoencoder that is loaded when it is used. @param outline the same without weights */
record AutoencoderInTurn(Autoencoder outline, Turn<Autoencoder> turn) implements Autoencoder {
    @Override
    public AutoencoderInfo info() {
        return outline.info();
    }

    @Override
    public Posterior encode(Tensor image) {
        return turn.use(autoencoder -> autoencoder.encode(image));
    }

    @Override
    public Tensor decode(Tensor latents) {
        return turn.use(autoencoder -> autoencoder.decode(latents));
    }
}
