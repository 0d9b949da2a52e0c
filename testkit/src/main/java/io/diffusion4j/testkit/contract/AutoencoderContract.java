package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What every autoencoder holds to, on the CPU in float32. */
public abstract class AutoencoderContract extends ContractScope {
    private static final double TOLERANCE = 1e-4;
    private static final long LATENT_SIZE = 4;

    /** A small autoencoder; the same one in every call. */
    protected abstract Autoencoder autoencoder();

    @Test
    protected void it_encodes_to_the_latents_that_it_tells() {
        Posterior posterior = autoencoder().encode(image(2));

        assertThat(HostData.shape(posterior.mean())).containsExactly(2, channels(), LATENT_SIZE, LATENT_SIZE);
        assertThat(HostData.shape(posterior.logVariance())).containsExactly(HostData.shape(posterior.mean()));
        assertThat(Arrays.stream(HostData.doubles(posterior.logVariance()))).allMatch(v -> v >= -30 && v <= 20);
    }

    @Test
    protected void it_decodes_to_images() {
        long size = LATENT_SIZE * autoencoder().info().factor();
        assertThat(HostData.shape(autoencoder().decode(latents(2)))).containsExactly(2, 3, size, size);
    }

    @Test
    protected void unscaling_undoes_scaling() {
        Tensor latents = latents(1);
        Tensor scaled = autoencoder().info().scale(latents);
        Tensors.assertNear(autoencoder().info().unscale(scaled), latents, TOLERANCE);
    }

    @Test
    protected void an_image_is_the_same_alone_and_in_a_batch() {
        Tensor decoded = autoencoder().decode(latents(2));
        Tensor encoded = autoencoder().encode(image(2)).mean();
        for (long row = 0; row < 2; row++) {
            Tensors.assertNear(
                    decoded.narrow(0, row, 1), autoencoder().decode(latents(2).narrow(0, row, 1)), TOLERANCE);
            Tensors.assertNear(
                    encoded.narrow(0, row, 1),
                    autoencoder().encode(image(2).narrow(0, row, 1)).mean(),
                    TOLERANCE);
        }
    }

    @Test
    protected void it_does_not_write_to_its_inputs() {
        Tensor latents = latents(1);
        Tensor image = image(1);
        double[] latentsBefore = HostData.doubles(latents);
        double[] imageBefore = HostData.doubles(image);
        autoencoder().decode(latents);
        autoencoder().encode(image);

        assertThat(HostData.doubles(latents)).containsExactly(latentsBefore);
        assertThat(HostData.doubles(image)).containsExactly(imageBefore);
    }

    @Test
    protected void one_instance_serves_many_threads() {
        InThreads.assertSame(() -> HostData.doubles(autoencoder().decode(latents(1))));
    }

    @Test
    protected void calls_leave_no_native_objects_behind() {
        LiveObjects.assertNoneLeftBy(() -> {
            autoencoder().decode(latents(1));
            autoencoder().encode(image(1));
        });
    }

    private Tensor image(long batch) {
        long size = LATENT_SIZE * autoencoder().info().factor();
        return Tensors.rows(21, batch, 3, size, size).tanh();
    }

    private Tensor latents(long batch) {
        return Tensors.rows(22, batch, channels(), LATENT_SIZE, LATENT_SIZE);
    }

    private long channels() {
        return autoencoder().info().latentChannels();
    }
}
