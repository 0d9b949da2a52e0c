package io.diffusion4j.app.plot;

import io.diffusion4j.app.plot.Canvas.Pen;
import java.awt.Color;
import java.util.List;

/** The colours of all figures; those of series stay apart for colour-blind eyes too (Okabe and Ito 2008). */
public final class Ink {
    public static final Color TEXT = new Color(0x22, 0x22, 0x22);
    public static final Color FRAME = new Color(0x88, 0x88, 0x88);
    public static final Color GRID = new Color(0xe4, 0xe4, 0xe4);

    private static final List<Color> SERIES = List.of(
            new Color(0x00, 0x72, 0xb2),
            new Color(0xd5, 0x5e, 0x00),
            new Color(0x00, 0x9e, 0x73),
            new Color(0xcc, 0x79, 0xa7),
            new Color(0xe6, 0x9f, 0x00),
            new Color(0x56, 0xb4, 0xe9),
            new Color(0x22, 0x22, 0x22));

    private static final List<List<Double>> DASHES = List.of(List.of(), List.of(8.0, 4.0), List.of(2.0, 2.5));

    private Ink() {}

    public static Color ofSeries(int index) {
        return SERIES.get(index % SERIES.size());
    }

    /** Solid lines lie under dashed ones, and those under dotted ones. */
    static int layer(int index) {
        return index % DASHES.size();
    }

    /** One that differs from its neighbours in colour and dashes, so that curves which coincide both show if drawn by {@link #layer}. */
    static Pen penOfSeries(int index) {
        return new Pen(ofSeries(index), 2, DASHES.get(layer(index)));
    }
}
