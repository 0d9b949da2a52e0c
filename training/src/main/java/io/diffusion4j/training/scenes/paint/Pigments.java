package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.Colour;
import java.util.EnumMap;
import java.util.Map;

/** The colours of objects, in white light. */
final class Pigments {
    private static final Map<Colour, Rgb> ALL = new EnumMap<>(Map.of(
            Colour.RED, Rgb.of(0xdc343b),
            Colour.ORANGE, Rgb.of(0xf48a2a),
            Colour.YELLOW, Rgb.of(0xf9d13e),
            Colour.GREEN, Rgb.of(0x3da35a),
            Colour.BLUE, Rgb.of(0x2f6bd6),
            Colour.PURPLE, Rgb.of(0x8d4cc4),
            Colour.WHITE, Rgb.of(0xf8f6f0),
            Colour.BLACK, Rgb.of(0x2a2a33)));

    private Pigments() {}

    static Rgb of(Colour colour) {
        return ALL.get(colour);
    }
}
