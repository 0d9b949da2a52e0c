package io.diffusion4j.training.scenes.paint;

import java.util.SplittableRandom;

/** Green hills, one behind the other, fading into the distance. */
final class Hills implements TerrainPainter {
    private static final Rgb[] GREENS = {Rgb.of(0x7fb069), Rgb.of(0x74ad5c), Rgb.of(0x86b955), Rgb.of(0x64a04e)};
    private static final double[] HEIGHTS = {57, 69, 81, 96};

    @Override
    public double horizon() {
        return 66;
    }

    @Override
    public void paint(Canvas canvas, Mood mood) {
        SplittableRandom random = mood.random(Mood.LAND);
        for (int layer = 0; layer < HEIGHTS.length; layer++) {
            double distance = 0.95 - 0.31 * layer;
            double swing = layer == HEIGHTS.length - 1 ? 3 : 7.5;
            Ridge ridge = Ridge.random(random, HEIGHTS[layer], swing, 1.1 + random.nextDouble(0.7));
            if (layer == 1 || layer == 2) {
                Rgb leaves = mood.land(Rgb.of(0x4c7f4c), distance);
                canvas.fill(Plants.bushes(random, ridge, 5, layer + 1.2), leaves);
            }
            Rgb top = mood.land(GREENS[layer].lighter(0.16), distance);
            Rgb bottom = mood.land(GREENS[layer].darker(0.14), distance * 0.8);
            double y = HEIGHTS[layer];
            canvas.fill(Shapes.below(ridge), Canvas.downwards(y - swing, top, y + 26, bottom));
        }
    }
}
