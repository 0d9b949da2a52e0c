package io.diffusion4j.training.scenes;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** Many scenes in one picture, row by row, with white gaps. */
public final class SceneSheet {
    private static final int GAP = 4;

    private final SceneRenderer renderer = new SceneRenderer();
    private final int columns;
    private final int size;

    /**
     * @param columns pictures in a row, 1 or more
     * @param size width and height of each, in pixels
     */
    public SceneSheet(int columns, int size) {
        if (columns < 1) {
            throw new IllegalArgumentException("columns must be 1 or more, got " + columns);
        }
        this.columns = columns;
        this.size = size;
    }

    /** The sheet, which the caller owns; the last row may be shorter. */
    public BufferedImage of(List<Scene> scenes) {
        int rows = (scenes.size() + columns - 1) / columns;
        int step = size + GAP;
        BufferedImage sheet = new BufferedImage(columns * step + GAP, rows * step + GAP, BufferedImage.TYPE_INT_RGB);
        int[] paper = new int[sheet.getWidth() * sheet.getHeight()];
        Arrays.fill(paper, 0xffffff);
        sheet.getRaster().setDataElements(0, 0, sheet.getWidth(), sheet.getHeight(), paper);
        for (int i = 0; i < scenes.size(); i++) {
            int x = GAP + i % columns * step;
            int y = GAP + i / columns * step;
            sheet.getRaster().setRect(x, y, renderer.render(scenes.get(i), size).getRaster());
        }
        return sheet;
    }
}
