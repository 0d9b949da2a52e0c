package io.diffusion4j.backbones.dit.pixart;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The sizes that a PixArt model was trained on: about the area of a square of the model's size, in as many shapes as the
 * training data was sorted into. Other sizes are made in the nearest shape and resized. Chen et al. 2023, section 2.4.
 */
public final class ResolutionBins {
    /** Height and width in pixels. */
    public record Size(int height, int width) {
        /** As the reference looks it up, in hundredths. */
        private double ratio() {
            return Math.round(100.0 * height / width) / 100.0;
        }
    }

    private static final int SQUARE = 16;
    private static final String SHAPES =
            "8x32 8x29 9x28 9x27 9x26 10x25 10x24 11x23 11x22 11x21 12x21 12x20 13x19 13x18"
                    + " 14x18 14x17 15x17 15x16 16x16 16x15 17x15 17x14 18x14 18x13 19x13 20x12 21x12 22x11 23x11 24x10 25x10 27x9"
                    + " 32x8";
    private static final String MORE_SHAPES = SHAPES + " 8x31 8x30 26x9 28x9 29x8 30x8 31x8";

    private final List<Size> sizes;

    private ResolutionBins(List<Size> sizes) {
        this.sizes = sizes;
    }

    /**
     * Those of a model.
     *
     * @param side of the square images that the model makes, in pixels: 256, 512, 1024 or 2048
     * @throws IllegalArgumentException for any other side
     */
    public static ResolutionBins of(int side) {
        return switch (side) {
            case 256, 512, 1024 -> scaled(SHAPES, side / SQUARE);
            case 2048 -> scaled(MORE_SHAPES, side / SQUARE);
            default ->
                throw new IllegalArgumentException(
                        "there are resolution bins for models of 256, 512, 1024 and 2048 pixels, not of " + side);
        };
    }

    /** From wide to tall. */
    public List<Size> sizes() {
        return sizes;
    }

    /** The size whose height over width is nearest to that of the wanted one. */
    public Size nearest(int height, int width) {
        double wanted = (double) height / width;
        return sizes.stream()
                .min(Comparator.comparingDouble(size -> Math.abs(size.ratio() - wanted)))
                .orElseThrow();
    }

    private static ResolutionBins scaled(String shapes, int unit) {
        return new ResolutionBins(Arrays.stream(shapes.split(" "))
                .map(shape -> shape.split("x"))
                .map(sides -> new Size(unit * Integer.parseInt(sides[0]), unit * Integer.parseInt(sides[1])))
                .sorted(Comparator.comparingDouble(Size::ratio))
                .toList());
    }
}
