package io.diffusion4j.training.data;

/**
 * Changes the size of a picture with a triangular filter that, where it shrinks, is as wide as the pixels it makes, so that
 * nothing of the picture falls between them. One axis after the other.
 */
final class Resampling {
    private static final int CHANNELS = 3;

    private Resampling() {}

    static Pixels to(Pixels picture, Extent size) {
        Extent from = picture.extent();
        if (from.equals(size)) {
            return picture;
        }
        byte[] wide = alongRows(picture.values(), CHANNELS * from.height(), from.width(), size.width());
        byte[] whole = alongColumns(wide, size.width(), from.height(), size.height());
        return new Pixels(whole, size);
    }

    private static byte[] alongRows(byte[] values, int rows, int from, int to) {
        Taps taps = Taps.of(from, to);
        byte[] result = new byte[rows * to];
        for (int row = 0; row < rows; row++) {
            for (int x = 0; x < to; x++) {
                result[row * to + x] = taps.sum(x, values, row * from, 1);
            }
        }
        return result;
    }

    private static byte[] alongColumns(byte[] values, int width, int from, int to) {
        Taps taps = Taps.of(from, to);
        byte[] result = new byte[CHANNELS * width * to];
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int y = 0; y < to; y++) {
                for (int x = 0; x < width; x++) {
                    result[(channel * to + y) * width + x] = taps.sum(y, values, channel * from * width + x, width);
                }
            }
        }
        return result;
    }

    /** Which of the old pixels make a new one, and how much of each. @param weights those of a pixel add up to 1 */
    private record Taps(int[] first, float[][] weights) {
        static Taps of(int from, int to) {
            double scale = (double) from / to;
            double radius = Math.max(1, scale);
            int[] first = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale - 0.5;
                first[i] = Math.max(0, (int) Math.ceil(centre - radius));
                int last = Math.min(from - 1, (int) Math.floor(centre + radius));
                weights[i] = triangle(first[i], last, centre, radius);
            }
            return new Taps(first, weights);
        }

        private static float[] triangle(int first, int last, double centre, double radius) {
            double[] raw = new double[last - first + 1];
            double total = 0;
            for (int k = 0; k < raw.length; k++) {
                raw[k] = Math.max(0, 1 - Math.abs(first + k - centre) / radius);
                total += raw[k];
            }
            float[] weights = new float[raw.length];
            for (int k = 0; k < raw.length; k++) {
                weights[k] = (float) (raw[k] / total);
            }
            return weights;
        }

        byte sum(int pixel, byte[] values, int offset, int stride) {
            float sum = 0.5f;
            float[] mine = weights[pixel];
            int at = offset + first[pixel] * stride;
            for (float weight : mine) {
                sum += weight * (values[at] & 0xff);
                at += stride;
            }
            return (byte) Math.min(255, (int) sum);
        }
    }
}
