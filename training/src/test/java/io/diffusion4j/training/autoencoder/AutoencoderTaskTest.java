package io.diffusion4j.training.autoencoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.WeightLoader;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.Pixels;
import io.diffusion4j.training.precision.ExportPrecision;
import io.diffusion4j.training.task.Loss;
import java.awt.image.BufferedImage;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoencoderTaskTest {
    @TempDir
    Path folder;

    @Test
    void loss_falls() throws Exception {
        try (TinyRun run = new TinyRun(fresh(Optional.empty()))) {
            double first = run.loss(0);
            for (int step = 0; step < 60; step++) {
                run.descend(step, 0.05);
            }
            double last = run.loss(0);
            assertTrue(last < 0.6 * first, "from " + first + " to " + last);
        }
    }

    @Test
    void same_draw_gives_the_same_loss_in_any_order() throws Exception {
        try (TinyRun run = new TinyRun(fresh(Optional.of(16)));
                TinyRun other = new TinyRun(fresh(Optional.of(16)))) {
            double first = run.loss(0);
            double second = run.loss(1);
            assertEquals(second, other.loss(1));
            assertEquals(first, other.loss(0));
        }
    }

    @Test
    void figures_are_what_the_loss_is_made_of() throws Exception {
        try (TinyRun run = new TinyRun(fresh(Optional.empty()));
                Scope scope = Scope.open()) {
            Loss loss = run.task.loss(new Draw(1, 3, 0));
            double sum = figure(loss, "pixels") + 1e-6 * figure(loss, "kl") + figure(loss, "perceptual");
            assertEquals(sum, loss.value().item_double(), 1e-6);
        }
    }

    @Test
    void exported_autoencoder_reconstructs_like_the_trained_one() throws Exception {
        Device cpu = new Device("cpu");
        try (TinyRun run = new TinyRun(fresh(Optional.empty()));
                WeightLoader loader = new WeightLoader(cpu, DType.FLOAT32);
                Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            run.task.export(folder);
            run.task.sample(folder, 12);
            Autoencoder loaded = run.load(folder.resolve("vae"), loader);
            Pixels scene = Pixels.of(TinyRun.SCENES.image(0));
            Tensor image = PictureBatch.of(new long[] {0}, List.of(scene)).tensor(cpu);
            BufferedImage shown =
                    ReconstructionSheet.shown(loaded.decode(loaded.encode(image).mean()));
            BufferedImage sheet =
                    ImageIO.read(folder.resolve("00000012-reconstructions.png").toFile());
            assertArrayEquals(colours(shown, 0, 0), colours(sheet, 4, 32 + 8));
            assertArrayEquals(colours(TinyRun.SCENES.image(0), 0, 0), colours(sheet, 4, 4));
        }
    }

    @Test
    void exported_scaling_factor_gives_latents_a_deviation_of_one() throws Exception {
        Device cpu = new Device("cpu");
        try (TinyRun run = new TinyRun(fresh(Optional.empty()));
                WeightLoader loader = new WeightLoader(cpu, DType.FLOAT32);
                Scope scope = Scope.open();
                NoGradGuard off = new NoGradGuard()) {
            run.task.export(folder);
            Autoencoder loaded = run.load(folder.resolve("vae"), loader);
            List<Pixels> scenes = LongStream.range(0, 16)
                    .mapToObj(number -> Pixels.of(TinyRun.SCENES.image(number)))
                    .toList();
            Tensor latents = loaded.encode(PictureBatch.of(new long[16], scenes).tensor(cpu))
                    .mean();
            double[] scaled = HostData.doubles(loaded.info().scale(latents));
            double mean = Arrays.stream(scaled).average().orElseThrow();
            double variance = Arrays.stream(scaled)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            assertEquals(1, variance, 1e-4);
        }
    }

    @Test
    void training_goes_on_from_an_exported_folder() throws Exception {
        try (TinyRun run = new TinyRun(fresh(Optional.empty()));
                NoGradGuard off = new NoGradGuard()) {
            run.task.export(folder);
            try (TinyRun on =
                    new TinyRun(settings(Optional.empty(), Optional.of(folder.resolve("vae")), Optional.empty()))) {
                assertEquals(run.loss(0), on.loss(0));
            }
        }
    }

    @Test
    void square_of_half_latents_is_refused() throws Exception {
        AutoencoderSettings settings = fresh(Optional.of(15));
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new TinyRun(settings).close());
        assertEquals("crop is 15 pixels; the autoencoder needs a multiple of 2, its pixels per latent", e.getMessage());
    }

    private static int[] colours(BufferedImage image, int left, int top) {
        return image.getRGB(left, top, 32, 32, null, 0, 32);
    }

    private static double figure(Loss loss, String name) {
        return loss.figures().get(name).item_double();
    }

    private static AutoencoderSettings fresh(Optional<Integer> crop) throws URISyntaxException {
        Path config =
                Path.of(AutoencoderTaskTest.class.getResource("/tiny-vae.json").toURI());
        return settings(Optional.of(config), Optional.empty(), crop);
    }

    private static AutoencoderSettings settings(Optional<Path> config, Optional<Path> from, Optional<Integer> crop) {
        return new AutoencoderSettings(
                config,
                from,
                PixelError.L1,
                1e-6,
                0.5,
                0.1,
                Cropping.RANDOM,
                crop,
                Optional.empty(),
                2,
                ExportPrecision.FLOAT32);
    }
}
