package io.diffusion4j.training.data;

import java.util.SplittableRandom;

/** Which part of a picture is taken where it is larger than what is wanted. */
public enum Cropping {
    CENTER {
        @Override
        int offset(int surplus, SplittableRandom random) {
            return surplus / 2;
        }
    },
    RANDOM {
        @Override
        int offset(int surplus, SplittableRandom random) {
            return random.nextInt(surplus + 1);
        }
    };

    /** How many of the surplus pixels lie before the part. */
    abstract int offset(int surplus, SplittableRandom random);

    /** The picture scaled, without distortion, until it just covers the size, and cut to it. */
    public Pixels cover(Pixels picture, Extent size, SplittableRandom random) {
        return cut(Resampling.to(picture, covering(picture.extent(), size)), size, random);
    }

    /** A part of the picture, which must be as large or larger. */
    public Pixels cut(Pixels picture, Extent size, SplittableRandom random) {
        int left = offset(picture.extent().width() - size.width(), random);
        int top = offset(picture.extent().height() - size.height(), random);
        return picture.part(left, top, size);
    }

    /** The smallest size of the picture's shape, to a pixel, of which both sides are as long as asked for or longer. */
    static Extent covering(Extent picture, Extent size) {
        double scale = Math.max((double) size.width() / picture.width(), (double) size.height() / picture.height());
        return new Extent(
                Math.max(size.width(), (int) Math.round(picture.width() * scale)),
                Math.max(size.height(), (int) Math.round(picture.height() * scale)));
    }
}
