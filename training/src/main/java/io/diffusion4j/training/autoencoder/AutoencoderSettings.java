package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Range;
import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.precision.ExportPrecision;
import java.nio.file.Path;
import java.util.Optional;

/** Settings of {@code autoencoder}. */
@Doc("Trains an autoencoder to give back pictures from few numbers.")
public record AutoencoderSettings(
        @Doc("Config file of a new autoencoder, such as vae/config.json of a checkpoint; a small one's if left out.")
        Optional<Path> config,

        @Doc("Folder of an autoencoder to go on from: config.json and diffusion_pytorch_model.safetensors.")
        Optional<Path> from,

        @Doc("How differences of single pixels count.") PixelError error,

        @Doc("Weight of the KL divergence, summed over an image's latents, from a unit normal distribution.")
        @Range(min = 0)
        double kl,

        @Doc("Weight of the difference of gradients, at several scales.") @Range(min = 0)
        double gradients,

        @Doc("Weight of one minus the structural similarity, at several scales.") @Range(min = 0)
        double similarity,

        @Doc("Which part of pictures of another shape than the batch is taken.")
        Cropping cropping,

        @Doc("Train on random squares of so many pixels, cut from the batch's pictures; on whole ones if left out.")
        @Range(min = 8, max = 4096)
        Optional<Integer> crop,

        @Doc("The step from which whole pictures are trained on nevertheless; never if left out.") @Range(min = 0)
        Optional<Long> cropUntil,

        @Doc("How many batches are prepared ahead.") @Range(min = 1, max = 64)
        int prefetch,

        @Doc("Precision of the exported weights.") ExportPrecision export) {
    public AutoencoderSettings {
        Constraints.check(
                AutoencoderSettings.class,
                config,
                from,
                error,
                kl,
                gradients,
                similarity,
                cropping,
                crop,
                cropUntil,
                prefetch,
                export);
        if (config.isPresent() && from.isPresent()) {
            throw new InvalidSetting("config", "and from exclude each other: the folder has a config of its own");
        }
        if (cropUntil.isPresent() && crop.isEmpty()) {
            throw new InvalidSetting("cropUntil", "needs crop, the size of the squares until then");
        }
    }

    public static AutoencoderSettings defaults() {
        return new AutoencoderSettings(
                Optional.empty(),
                Optional.empty(),
                PixelError.L1,
                1e-6,
                0.5,
                0.1,
                Cropping.RANDOM,
                Optional.empty(),
                Optional.empty(),
                4,
                ExportPrecision.FLOAT16);
    }

    /** The side of the squares that a step is trained on, if it is not whole pictures. */
    Optional<Integer> cropAt(long step) {
        return crop.filter(size -> cropUntil.map(until -> step < until).orElse(true));
    }
}
