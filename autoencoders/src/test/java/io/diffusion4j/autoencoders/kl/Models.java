package io.diffusion4j.autoencoders.kl;

import io.diffusion4j.attention.MathAttentionProvider;
import io.diffusion4j.attention.NoSettings;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.nn.Activation;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/** Autoencoders of the published block structure with few channels. */
final class Models {
    private Models() {}

    static KlSettings tiny() {
        return new KlSettings(
                3,
                3,
                4,
                List.of(8, 8, 16),
                1,
                4,
                Activation.SILU,
                true,
                true,
                true,
                0.18215,
                0,
                List.of(),
                List.of(),
                true);
    }

    /** Belongs to the open scope. */
    static Autoencoder random() {
        return of(tiny(), new RandomWeights());
    }

    static Autoencoder of(KlSettings settings, Weights weights) {
        Device cpu = new Device("cpu");
        AttentionKernel kernel =
                new MathAttentionProvider().create(NoSettings.defaults(), PartContext.bare(cpu, DType.FLOAT32));
        return new KlProvider()
                .create(settings, new PartContext(cpu, DType.FLOAT32, weights, kernel, Optional.empty()));
    }
}
