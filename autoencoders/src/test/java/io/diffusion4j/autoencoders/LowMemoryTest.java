package io.diffusion4j.autoencoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowMemoryTest {
    private final Scope scope = Scope.open();
    private final PixelBlocks plain = new PixelBlocks();

    @AfterEach
    void close() {
        scope.close();
    }

    @ParameterizedTest
    @CsvSource({"16, 0.25, 9, 7", "16, 0, 9, 7", "32, 0.5, 17, 8", "16, 0.3, 5, 13", "20, 0.1, 4, 30"})
    void tiles_of_a_local_model_fit_together_without_a_seam(int tile, double overlap, long height, long width) {
        Autoencoder tiled = new TiledAutoencoder(plain, new TilingSettings(tile, overlap));
        Tensor latents = torch.torch_randn(1, 48, height, width);
        Tensor image = torch.pixel_shuffle(latents, 4);

        assertClose(tiled.decode(latents), image);
        Posterior posterior = tiled.encode(image);
        assertClose(posterior.mean(), latents);
        assertClose(posterior.logVariance(), latents.neg());
        assertThat(plain.largest()).isLessThanOrEqualTo(tile / 4);
    }

    @Test
    void what_fits_into_one_tile_is_not_cut() {
        new TiledAutoencoder(plain, new TilingSettings(16, 0.25)).decode(torch.torch_randn(1, 48, 4, 4));

        assertThat(plain.batches()).containsExactly(1L);
    }

    @Test
    void a_tile_fades_into_the_next() {
        Tensor before = torch.torch_ones(1, 1, 1, 8);
        Tensor tile = torch.torch_zeros(1, 1, 1, 6);
        new Fade(4, 3).apply(before, tile);

        assertThat(HostData.floats(tile)).containsExactly(1, 0.75f, 0.5f, 0.25f, 0, 0);
    }

    @Test
    void slices_are_single_images_and_give_what_the_batch_gives() {
        Tensor latents = torch.torch_randn(3, 48, 2, 5);
        Autoencoder sliced = new LowMemorySettings(true, Optional.empty()).apply(plain);
        Tensor image = sliced.decode(latents);
        Posterior posterior = sliced.encode(image);

        assertThat(plain.batches()).containsExactly(1L, 1L, 1L, 1L, 1L, 1L);
        assertThat(HostData.floats(image)).isEqualTo(HostData.floats(plain.decode(latents)));
        assertThat(HostData.floats(posterior.mean())).isEqualTo(HostData.floats(latents));
        assertThat(HostData.floats(posterior.logVariance())).isEqualTo(HostData.floats(latents.neg()));
    }

    @Test
    void nothing_is_wrapped_by_default() {
        assertThat(LowMemorySettings.defaults().apply(plain)).isSameAs(plain);
    }

    @Test
    void a_tile_that_ends_within_a_latent_is_refused() {
        assertThatThrownBy(() -> new TiledAutoencoder(plain, new TilingSettings(18, 0.25)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tile-size must be a multiple of 4 for this autoencoder, got 18");
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(HostData.shape(actual)).isEqualTo(HostData.shape(expected));
        assertThat(HostData.floats(actual.sub(expected).abs().max())[0]).isLessThan(1e-5f);
    }
}
