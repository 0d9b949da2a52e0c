package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.tensor.DType;
import java.util.Set;

/** Makes {@code kl}: the autoencoder of Stable Diffusion 1 to 3, SDXL and FLUX. */
public final class KlProvider implements AutoencoderProvider<KlSettings> {
    @Override
    public String type() {
        return "kl";
    }

    @Override
    public Class<KlSettings> settings() {
        return KlSettings.class;
    }

    @Override
    public String summary() {
        return "Variational autoencoder of latent diffusion models: Stable Diffusion, SDXL, FLUX";
    }

    @Override
    public Autoencoder create(KlSettings settings, BuildContext context) {
        return AutoencoderKl.of(settings, context);
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("AutoencoderKL");
    }

    @Override
    public KlSettings fromReference(ReferenceConfig config) {
        return KlReference.settings(config);
    }

    @Override
    public DType dtype(KlSettings settings, DType wanted) {
        return settings.forceUpcast() && wanted == DType.FLOAT16 ? DType.FLOAT32 : wanted;
    }
}
