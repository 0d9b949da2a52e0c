package io.diffusion4j.app.schedule;

import io.diffusion4j.app.plot.StackedBars;
import io.diffusion4j.schedulers.noise.NoiseLevel;
import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;

/** What a model works on at a signal-to-noise ratio. */
enum SnrRegion {
    DETAILS("SNR above 10: details", new Color(0x00, 0x9e, 0x73)),
    OBJECTS("0.1 to 10: objects", new Color(0xc7, 0x7c, 0x00)),
    LAYOUT("0.1 and below: layout", new Color(0x00, 0x72, 0xb2));

    static final double HIGH = 10;
    static final double LOW = 0.1;

    private final StackedBars.Part part;

    SnrRegion(String label, Color color) {
        this.part = new StackedBars.Part(label, color);
    }

    static SnrRegion of(NoiseLevel level) {
        if (level.snr() > HIGH) {
            return DETAILS;
        }
        return level.snr() > LOW ? OBJECTS : LAYOUT;
    }

    static List<StackedBars.Part> parts() {
        return Stream.of(values()).map(region -> region.part).toList();
    }

    /** How many of the levels lie in each region, in the order of the regions. */
    static List<Integer> counts(List<NoiseLevel> levels) {
        return Stream.of(values())
                .map(region -> (int)
                        levels.stream().filter(level -> of(level) == region).count())
                .toList();
    }
}
