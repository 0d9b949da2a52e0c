package io.diffusion4j.training.scenes.paint;

import io.diffusion4j.training.scenes.ObjectKind;
import io.diffusion4j.training.scenes.Scene;
import io.diffusion4j.training.scenes.SceneObject;
import io.diffusion4j.training.scenes.Terrain;
import io.diffusion4j.training.scenes.TimeOfDay;
import io.diffusion4j.training.scenes.Weather;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Paints a scene from back to front, as if it were not mirrored, in no style. */
final class ScenePainter {
    private static final Map<Terrain, TerrainPainter> TERRAINS = new EnumMap<>(Map.of(
            Terrain.SEA, new Sea(),
            Terrain.MEADOW, new Meadow(),
            Terrain.HILLS, new Hills(),
            Terrain.MOUNTAINS, new Mountains(),
            Terrain.DESERT, new Desert(),
            Terrain.SNOW, new Snowfield()));
    private static final Map<ObjectKind, ObjectPainter> OBJECTS = new EnumMap<>(Map.of(
            ObjectKind.LIGHTHOUSE, new Lighthouse(),
            ObjectKind.HOUSE, new House(),
            ObjectKind.BOAT, new Boat(),
            ObjectKind.TREE, new Tree(),
            ObjectKind.TENT, new Tent(),
            ObjectKind.WINDMILL, new Windmill(),
            ObjectKind.BALLOON, new Balloon(),
            ObjectKind.MOON, new Moon(),
            ObjectKind.BIRDS, new Birds()));
    private static final WeatherPainter DRY = new WeatherPainter() {};
    private static final Map<Weather, WeatherPainter> WEATHERS = new EnumMap<>(Map.of(
            Weather.CLEAR, DRY,
            Weather.CLOUDY, DRY,
            Weather.RAIN, new Rain(),
            Weather.SNOWFALL, new Snowflakes(),
            Weather.FOG, new Fog()));

    private final Canvas canvas;
    private final Mood mood;
    private final List<Stand> stands;

    private ScenePainter(Canvas canvas, Scene scene) {
        this.canvas = canvas;
        this.mood = Mood.of(scene);
        this.stands = scene.objects().stream()
                .sorted(Comparator.comparing(SceneObject::size).thenComparing(SceneObject::kind))
                .map(object -> Stand.of(object, OBJECTS.get(object.kind()), mood))
                .toList();
    }

    static void paint(Canvas canvas, Scene scene) {
        new ScenePainter(canvas, scene).paint();
    }

    private void paint() {
        TerrainPainter terrain = TERRAINS.get(mood.scene().terrain());
        WeatherPainter weather = WEATHERS.get(mood.weather());
        new SkyPainter(canvas, mood, terrain.horizon()).paint();
        hang(painter -> painter.behindLand());
        terrain.paint(canvas, mood);
        bloom();
        weather.behind(canvas, mood);
        hang(painter -> !painter.behindLand());
        for (Stand stand : stands) {
            if (!stand.object().kind().inSky()) {
                terrain.set(canvas, mood, stand, painter(stand));
            }
        }
        weather.before(canvas, mood);
    }

    /** A low sun outshines the land before it. */
    private void bloom() {
        boolean low = mood.time() == TimeOfDay.DAWN || mood.time() == TimeOfDay.SUNSET;
        if (low && mood.sunlit()) {
            new Washes(canvas)
                    .ellipse(
                            mood.lightX(),
                            mood.lightY() + 8,
                            80,
                            36,
                            mood.palette().glow(),
                            0.34);
        }
    }

    private void hang(Predicate<ObjectPainter> which) {
        for (Stand stand : stands) {
            if (stand.object().kind().inSky() && which.test(painter(stand))) {
                stand.paint(canvas, mood, painter(stand));
            }
        }
    }

    private static ObjectPainter painter(Stand stand) {
        return OBJECTS.get(stand.object().kind());
    }
}
