package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.ObjectKind;
import io.diffusion4j.training.scenes.Scene;
import io.diffusion4j.training.scenes.Style;
import io.diffusion4j.training.scenes.TimeOfDay;
import io.diffusion4j.training.scenes.Weather;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Light and air of a scene.
 *
 * @param lightX where the sun or the moon is, in units
 * @param haze how much the air hides at the horizon, in [0, 1]
 */
record Mood(Scene scene, Palette palette, double lightX, double lightY, double haze) {
    /** The parts of a picture that have random numbers of their own; the kind of an object is added to the last two. */
    static final int LIGHT = 1;

    static final int STARS = 2;
    static final int CLOUDS = 3;
    static final int LAND = 10;
    static final int AIR = 20;
    static final int PLACING = 100;
    static final int FORM = 200;

    private static final Rgb RAIN = Rgb.of(0x76828f);
    private static final Rgb SNOWY = Rgb.of(0xc3ccd8);
    private static final Rgb FOG = Rgb.of(0xd3d8dc);

    static Mood of(Scene scene) {
        SplittableRandom random = random(scene, LIGHT);
        List<Palette> palettes = Palette.of(scene.time());
        Palette palette = palettes.get(random.nextInt(palettes.size()));
        boolean low = scene.time() == TimeOfDay.DAWN || scene.time() == TimeOfDay.SUNSET;
        double anywhere = 14 + random.nextDouble(100);
        double x = moon(scene).orElse(anywhere);
        double y = low ? 62 + random.nextDouble(6) : 16 + random.nextDouble(10);
        return new Mood(scene, weathered(palette, scene), x, y, scene.weather() == Weather.FOG ? 0.9 : 0.62);
    }

    /** Where the moon is, if one is seen at night: then it is the light. */
    private static OptionalDouble moon(Scene scene) {
        return scene.objects().stream()
                .filter(object -> object.kind() == ObjectKind.MOON && scene.time() == TimeOfDay.NIGHT)
                .mapToDouble(Stand::middle)
                .findFirst();
    }

    /** The random numbers of one part of a picture: other parts do not change them. */
    static SplittableRandom random(Scene scene, int part) {
        return new SplittableRandom(scene.detail() * 31 + part);
    }

    SplittableRandom random(int part) {
        return random(scene, part);
    }

    private static Palette weathered(Palette palette, Scene scene) {
        double dim = scene.time() == TimeOfDay.NIGHT ? 0.55 : scene.time() == TimeOfDay.DAY ? 0 : 0.2;
        return switch (scene.weather()) {
            case CLEAR -> palette;
            case CLOUDY -> palette.overcast(RAIN.lighter(0.3).darker(dim), 0.12, 0.04);
            case RAIN -> palette.overcast(RAIN.darker(dim), 0.62, 0.22);
            case SNOWFALL -> palette.overcast(SNOWY.darker(dim), 0.72, 0.06);
            case FOG -> palette.overcast(FOG.darker(dim), 0.5, 0.04);
        };
    }

    TimeOfDay time() {
        return scene.time();
    }

    Weather weather() {
        return scene.weather();
    }

    boolean night() {
        return time() == TimeOfDay.NIGHT;
    }

    /** Whether lamps burn. */
    boolean lamps() {
        return night() || time() == TimeOfDay.SUNSET;
    }

    boolean sunlit() {
        return weather() == Weather.CLEAR || weather() == Weather.CLOUDY;
    }

    boolean shows(ObjectKind kind) {
        return scene.objects().stream().anyMatch(object -> object.kind() == kind);
    }

    /** 1 if light falls from the right, -1 if from the left. */
    int side() {
        return lightX > Canvas.SIDE / 2 ? 1 : -1;
    }

    /** The colour of the sky, at 0 for the zenith and 1 for the horizon. */
    Rgb sky(double down) {
        double at = Math.max(0, Math.min(1, down)) * (palette.sky().size() - 1);
        int above = Math.min((int) at, palette.sky().size() - 2);
        return palette.sky().get(above).mix(palette.sky().get(above + 1), at - above);
    }

    Rgb air() {
        return sky(0.92);
    }

    /** How land of a colour looks at a distance, in [0, 1]. */
    Rgb land(Rgb local, double distance) {
        return local.under(palette.ground()).mix(sky(0.5), night() ? 0.22 : 0).mix(air(), distance * haze);
    }

    /** How snow of a colour looks at a distance, in [0, 1]: it takes on the colours of the sky rather than of the air. */
    Rgb snow(Rgb local, double distance) {
        return local.under(palette.ground().mix(palette.things(), 0.6))
                .mix(sky(0.36), time() == TimeOfDay.DAY ? 0 : 0.14)
                .mix(air(), distance * haze);
    }

    /** How much coarser than usual small things are drawn, so that the style can show them. */
    double grain() {
        return scene.style() == Style.PIXEL ? 2.4 : 1;
    }

    /** How an object of a colour looks. */
    Rgb thing(Rgb local) {
        return local.under(palette.things());
    }
}
