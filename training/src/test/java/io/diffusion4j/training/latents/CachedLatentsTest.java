package io.diffusion4j.training.latents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder;
import io.diffusion4j.training.data.DataSet;
import io.diffusion4j.training.data.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedLatentsTest {
    private static final Gradients PICTURES = new Gradients(2 * LatentPart.LENGTH - 20, new Extent(8, 16), 90);
    private static final BatchOrder ORDER = PICTURES.order(5);
    private static final Draw DRAW = new Draw(1, 2, 0);

    static {
        Natives.start();
    }

    @TempDir
    Path folder;

    /** Averages over four pixels; counts what it is asked for. */
    private static final class Averages implements Autoencoder {
        private int encoded;

        @Override
        public AutoencoderInfo info() {
            return new AutoencoderInfo(3, 4, 1, 0);
        }

        @Override
        public Posterior encode(Tensor image) {
            encoded += (int) image.size(0);
            Tensor mean = torch.avg_pool2d(image, 4);
            return new Posterior(mean, mean.mul(new Scalar(2.0)).sub(new Scalar(4.0)));
        }

        @Override
        public Tensor decode(Tensor latents) {
            throw new AssertionError("encoding decodes nothing");
        }
    }

    private final Averages autoencoder = new Averages();
    private final Encoder encoder = new Encoder(autoencoder, new Device("cpu"));

    private CachedLatents open(String weights, DataSet data) {
        return CachedLatents.open(folder, weights, data, ORDER, encoder);
    }

    private Posterior encoded(DataSet data) {
        try (EncodedLatents latents = new EncodedLatents(data, ORDER, encoder)) {
            return latents.posterior(DRAW);
        }
    }

    private static void assertSame(Tensor cached, Tensor encoded) {
        assertThat(HostData.shape(cached)).isEqualTo(HostData.shape(encoded)).containsExactly(5, 3, 4, 2);
        float[] values = HostData.floats(cached);
        float[] exact = HostData.floats(encoded);
        for (int i = 0; i < values.length; i++) {
            // half precision has eleven binary digits
            assertThat(values[i]).isCloseTo(exact[i], within(Math.abs(exact[i]) * 0x1p-11f + 1e-7f));
        }
    }

    @Test
    void what_is_kept_is_what_is_encoded_but_for_the_rounding() {
        try (Scope scope = Scope.open();
                CachedLatents latents = open("a", PICTURES)) {
            Posterior kept = latents.posterior(DRAW);
            Posterior encoded = encoded(PICTURES);
            assertSame(kept.mean(), encoded.mean());
            assertSame(kept.logVariance(), encoded.logVariance());
        }
    }

    @Test
    void what_is_there_is_not_encoded_again() {
        open("a", PICTURES).close();
        assertThat(autoencoder.encoded).isEqualTo((int) PICTURES.size());
        open("a", PICTURES).close();
        assertThat(autoencoder.encoded).isEqualTo((int) PICTURES.size());
    }

    @Test
    void an_interrupted_run_goes_on_with_the_parts_that_lack() throws IOException {
        open("a", PICTURES).close();
        try (Stream<Path> files = Files.walk(folder)) {
            Files.delete(files.filter(file -> file.endsWith("8x16-00001.safetensors"))
                    .findFirst()
                    .orElseThrow());
        }
        open("a", PICTURES).close();
        assertThat(autoencoder.encoded).isEqualTo((int) PICTURES.size() + LatentPart.LENGTH - 20);
    }

    @Test
    void other_weights_or_pictures_find_nothing() {
        open("a", PICTURES).close();
        open("b", PICTURES).close();
        assertThat(autoencoder.encoded).isEqualTo(2 * (int) PICTURES.size());
        Gradients others = new Gradients(PICTURES.size(), PICTURES.extent(), 91);
        try (Scope scope = Scope.open();
                CachedLatents latents = open("a", others)) {
            assertThat(autoencoder.encoded).isEqualTo(3 * (int) PICTURES.size());
            assertSame(latents.posterior(DRAW).mean(), encoded(others).mean());
        }
    }

    @Test
    void batches_of_unknown_sizes_are_refused() {
        BatchOrder unknown = draw -> new BatchOrder.Batch(new long[] {0}, PICTURES.extent());
        assertThat(unknown.all()).isEqualTo(List.of());
        assertThatThrownBy(() -> CachedLatents.open(folder, "a", PICTURES, unknown, encoder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("task.latents");
    }
}
