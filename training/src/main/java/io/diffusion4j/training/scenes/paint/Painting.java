package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.Scene;
import io.diffusion4j.training.scenes.Style;
import java.util.EnumMap;
import java.util.Map;

/** A scene as pixels. */
public final class Painting {
    private static final Map<Style, StyleFilter> FILTERS = new EnumMap<>(Map.of(
            Style.NATURAL, (fine, side, detail) -> fine.reduce(side),
            Style.WATERCOLOR, new Watercolour(),
            Style.POSTER, new FlatColours(),
            Style.PIXEL, new Mosaic()));

    private Painting() {}

    /**
     * Paints a scene.
     *
     * @param side pixels of each side
     * @return colours 0xRRGGBB, row by row; the caller owns them
     */
    public static int[] of(Scene scene, int side) {
        Scene painted = scene.mirrored() ? scene.mirror() : scene;
        StyleFilter filter = FILTERS.get(scene.style());
        Canvas canvas = new Canvas(filter.fineSide(side));
        ScenePainter.paint(canvas, painted);
        Pixmap picture = filter.apply(new Pixmap(canvas.side(), canvas.pixels()), side, scene.detail());
        return (scene.mirrored() ? picture.flip() : picture).colors();
    }
}
