package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.TimeOfDay;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Colours of the sky and of the light at a time of day.
 *
 * @param sky from the zenith to the horizon
 * @param ground the light on land
 * @param things the light on objects; weaker, so that their colours can be told
 * @param disc sun or moon
 * @param cloud lit side of clouds
 */
record Palette(List<Rgb> sky, Rgb ground, Rgb things, Rgb disc, Rgb glow, Rgb cloud) {
    private static final Map<TimeOfDay, List<Palette>> ALL = new EnumMap<>(Map.of(
            TimeOfDay.DAWN,
                    List.of(
                            of(
                                    0x7d97cf, 0xbcb4d8, 0xf4c6c4, 0xfde5c8, 0xe6cfd2, 0xf8e6e4, 0xfff3d2, 0xffe2b0,
                                    0xfbe3dd),
                            of(
                                    0x6f9cc4, 0xa9c6d8, 0xf3d3c4, 0xfdeecd, 0xdfd3c8, 0xf7ebe0, 0xfff6dc, 0xffe9bb,
                                    0xfdeee2)),
            TimeOfDay.DAY,
                    List.of(
                            of(
                                    0x3c8fdd, 0x6bb2ee, 0xa6d6f6, 0xdff2fa, 0xffffff, 0xffffff, 0xfffbe0, 0xfff6cf,
                                    0xffffff),
                            of(
                                    0x2f9bd0, 0x6cc3e4, 0xb1e2ee, 0xe6f6f2, 0xffffff, 0xffffff, 0xfffbe0, 0xfff6cf,
                                    0xffffff)),
            TimeOfDay.SUNSET,
                    List.of(
                            of(
                                    0x39306f, 0x8b3f7c, 0xe8604f, 0xffb454, 0xc99a8e, 0xfaded0, 0xfff0b8, 0xffb84f,
                                    0xf08a72),
                            of(
                                    0x2d3a78, 0x75487f, 0xee7648, 0xffc766, 0xc9a08a, 0xfae0cf, 0xfff3c4, 0xffc25a,
                                    0xf59a6e)),
            TimeOfDay.NIGHT,
                    List.of(
                            of(
                                    0x0a1030, 0x14214f, 0x26396f, 0x3f5a8c, 0x7080b8, 0xb2badb, 0xfdf6dc, 0xaebfe8,
                                    0x42517f),
                            of(
                                    0x0d0f2b, 0x1c1f4b, 0x33356d, 0x55508a, 0x7479b6, 0xb4b7da, 0xfdf6dc, 0xb3b6e6,
                                    0x49497f))));

    static List<Palette> of(TimeOfDay time) {
        return ALL.get(time);
    }

    private static Palette of(
            int zenith, int high, int low, int horizon, int ground, int things, int disc, int glow, int cloud) {
        return new Palette(
                List.of(Rgb.of(zenith), Rgb.of(high), Rgb.of(low), Rgb.of(horizon)),
                Rgb.of(ground),
                Rgb.of(things),
                Rgb.of(disc),
                Rgb.of(glow),
                Rgb.of(cloud));
    }

    /** This palette under a sky that hides the sun. */
    Palette overcast(Rgb grey, double share, double dim) {
        return new Palette(
                sky.stream().map(color -> color.mix(grey, share)).toList(),
                ground.greyer(0.5).darker(dim),
                things.greyer(0.4).darker(dim * 0.6),
                disc,
                glow.mix(grey, share),
                cloud.mix(grey, share));
    }
}
