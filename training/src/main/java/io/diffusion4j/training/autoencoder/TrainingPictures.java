package io.diffusion4j.training.autoencoder;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.Cropping;
import io.diffusion4j.training.data.Extent;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.PictureLoader;
import io.diffusion4j.training.data.Pixels;
import java.util.Optional;
import java.util.SplittableRandom;

/** The pictures of a batch, or random squares of them; a pure function of the draw, for any thread. */
record TrainingPictures(PictureLoader loader, AutoencoderSettings settings, int factor) {
    TrainingPictures {
        settings.crop().ifPresent(side -> checkWhole("crop", side, factor));
    }

    PictureBatch load(Draw draw) {
        Optional<Integer> crop = settings.cropAt(draw.step());
        SplittableRandom random = draw.random("square");
        return loader.load(draw, picture -> {
            checkWhole("a batch's width", picture.extent().width(), factor);
            checkWhole("a batch's height", picture.extent().height(), factor);
            return crop.map(side -> square(picture, side, random)).orElse(picture);
        });
    }

    private static Pixels square(Pixels picture, int side, SplittableRandom random) {
        Extent all = picture.extent();
        Extent size = new Extent(Math.min(side, all.width()), Math.min(side, all.height()));
        return Cropping.RANDOM.cut(picture, size, random);
    }

    private static void checkWhole(String name, int pixels, int factor) {
        if (pixels % factor != 0) {
            throw new ConfigurationException(
                    "%s is %d pixels; the autoencoder needs a multiple of %d, its pixels per latent"
                            .formatted(name, pixels, factor));
        }
    }
}
