package io.diffusion4j.autoencoders.kl;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoencoderKlTest {
    private final Scope scope = Scope.open();
    private final Autoencoder model = Models.random();

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void each_level_after_the_first_halves_the_image() {
        Posterior posterior = model.encode(torch.torch_randn(2, 3, 24, 16));

        assertThat(model.info().factor()).isEqualTo(4);
        assertThat(HostData.shape(posterior.mean())).containsExactly(2, 4, 6, 4);
        assertThat(HostData.shape(posterior.logVariance())).containsExactly(2, 4, 6, 4);
        assertThat(HostData.shape(model.decode(posterior.mean()))).containsExactly(2, 3, 24, 16);
    }

    @Test
    void inputs_of_another_dtype_are_converted() {
        Tensor latents = torch.torch_randn(1, 4, 4, 4).to(ScalarType.BFloat16);

        assertThat(HostData.floats(model.decode(latents)))
                .isEqualTo(HostData.floats(model.decode(latents.to(ScalarType.Float))));
    }

    @Test
    void the_logarithm_of_the_variance_is_held_between_minus_30_and_20() {
        Posterior posterior = model.encode(torch.torch_randn(1, 3, 16, 16).mul(new Scalar(1e6)));
        RandomWeights loud = new RandomWeights();
        loud.at("quant_conv").get("bias", 8).mul_(new Scalar(1e4));
        Posterior extreme = Models.of(Models.tiny(), loud).encode(torch.torch_randn(1, 3, 16, 16));

        assertThat(HostData.floats(posterior.logVariance())).doesNotContain(Float.NaN);
        for (float value : HostData.floats(extreme.logVariance())) {
            assertThat(value).isBetween(-30f, 20f);
        }
    }
}
