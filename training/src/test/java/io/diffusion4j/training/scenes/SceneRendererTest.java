package io.diffusion4j.training.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pictures keep to, whatever they show. */
class SceneRendererTest {
    private static final int SIZE = 128;
    private static final SceneRenderer RENDERER = new SceneRenderer();
    private static final SceneDistribution SCENES = new SceneDistribution();

    @Test
    void equal_scenes_give_equal_pixels_on_every_thread() {
        List<int[]> once =
                IntStream.range(0, 64).mapToObj(SceneRendererTest::sample).toList();
        List<int[]> again = IntStream.range(0, 64)
                .parallel()
                .mapToObj(SceneRendererTest::sample)
                .toList();

        assertThat(again).usingElementComparator(Arrays::compare).isEqualTo(once);
    }

    @Test
    void different_details_give_different_pictures() {
        assertThat(IntStream.range(0, 64).mapToObj(SceneRendererTest::sample).map(Arrays::hashCode))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 64, 128})
    void the_mirrored_scene_is_the_flipped_picture_exactly(int size) {
        for (int index = 0; index < 48; index++) {
            Scene scene = SCENES.at(3, index);
            BufferedImage picture = RENDERER.render(scene, size);
            BufferedImage mirrored = RENDERER.render(scene.mirror(), size);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    assertThat(mirrored.getRGB(x, y)).isEqualTo(picture.getRGB(size - 1 - x, y));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Style.class)
    void other_sizes_show_the_same_picture(Style style) {
        for (int index = 0; index < 12; index++) {
            Scene drawn = SCENES.at(5, index);
            Scene scene =
                    new Scene(drawn.time(), drawn.terrain(), drawn.weather(), style, drawn.objects(), drawn.detail());
            double[] small = means(RENDERER.render(scene, 64));
            double[] large = means(RENDERER.render(scene, 256));

            assertThat(IntStream.range(0, small.length)
                            .mapToDouble(i -> Math.abs(small[i] - large[i]))
                            .average()
                            .getAsDouble())
                    .isLessThan(style == Style.POSTER ? 6 : 3);
        }
    }

    @ParameterizedTest
    @MethodSource("standing")
    void an_object_is_in_its_third_and_as_tall_as_its_size_says(ObjectKind kind) {
        Map<Size, Integer> heights = new EnumMap<>(Size.class);
        for (Size size : Size.values()) {
            for (Place place : Place.values()) {
                int[] box = changed(kind, size, place);
                double third = SIZE / 3.0;
                assertThat((double) box[0])
                        .as("%s %s %s: left edge", kind, size, place)
                        .isGreaterThanOrEqualTo(third * place.ordinal() - 1.5);
                assertThat((double) box[1])
                        .as("%s %s %s: right edge", kind, size, place)
                        .isLessThanOrEqualTo(third * (place.ordinal() + 1) + 1.5);
                heights.merge(size, box[3] - box[2], Math::min);
            }
        }
        assertThat(heights.get(Size.SMALL)).isGreaterThanOrEqualTo(kind == ObjectKind.BIRDS ? 18 : 24);
        assertThat(heights.get(Size.LARGE)).isGreaterThanOrEqualTo(kind == ObjectKind.BIRDS ? 28 : 36);
        assertThat(heights.get(Size.LARGE)).isGreaterThan(heights.get(Size.SMALL) * 13 / 10);
    }

    static Stream<ObjectKind> standing() {
        return Stream.of(ObjectKind.values()).filter(kind -> kind != ObjectKind.MOON);
    }

    @Test
    void the_moon_is_a_bright_disc_in_its_third() {
        for (Place place : Place.values()) {
            SceneObject moon = new SceneObject(ObjectKind.MOON, Optional.empty(), Size.SMALL, place);
            Scene scene = scene(TimeOfDay.NIGHT, Terrain.HILLS, List.of(moon));
            BufferedImage picture = RENDERER.render(scene, SIZE);
            int bright = 0;
            for (int x = 0; x < SIZE; x++) {
                for (int y = 0; y < SIZE / 2; y++) {
                    if ((picture.getRGB(x, y) & 255) > 180 && x * 3 / SIZE == place.ordinal()) {
                        bright++;
                    }
                }
            }
            assertThat(bright).isBetween(150, 400); // a disc of 15 pixels has 177, its halo adds some
        }
    }

    @ParameterizedTest
    @EnumSource(Colour.class)
    void an_object_has_the_colour_that_it_is_said_to_have(Colour colour) {
        Map<Colour, int[]> means = new EnumMap<>(Colour.class);
        for (Colour any : ObjectKind.BOAT.colours()) {
            means.put(any, sail(any));
        }
        int[] seen = means.get(colour);
        int[] reference = {0xdc343b, 0xf48a2a, 0xf9d13e, 0x3da35a, 0x2f6bd6, 0x8d4cc4, 0xf8f6f0, 0x2a2a33};
        Colour nearest = Stream.of(Colour.values())
                .min(Comparator.comparingDouble(any -> distance(seen, reference[any.ordinal()])))
                .get();
        assertThat(nearest).isEqualTo(colour);
    }

    @Test
    void sizes_out_of_range_are_refused() {
        Scene scene = SCENES.at(1, 1);

        assertThatThrownBy(() -> RENDERER.render(scene, 31)).hasMessage("size must be in [32, 1024] pixels, got 31");
        assertThatThrownBy(() -> RENDERER.render(scene, 1025)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sheet_shows_its_pictures_row_by_row_without_a_change() {
        List<Scene> scenes = List.of(SCENES.at(1, 0), SCENES.at(1, 1), SCENES.at(1, 2));
        BufferedImage sheet = new SceneSheet(2, 40).of(scenes);
        BufferedImage third = RENDERER.render(scenes.get(2), 40);

        assertThat(sheet.getWidth()).isEqualTo(92);
        assertThat(sheet.getHeight()).isEqualTo(92);
        assertThat(sheet.getRGB(4 + 17, 48 + 23)).isEqualTo(third.getRGB(17, 23));
        assertThat(sheet.getRGB(60, 60)).isEqualTo(0xffffffff);
    }

    private static int[] sample(int index) {
        return RENDERER.render(SCENES.at(2, index), 64).getRGB(0, 0, 64, 64, null, 0, 64);
    }

    /** Left, right, top and bottom of what an object changes in a picture. */
    private static int[] changed(ObjectKind kind, Size size, Place place) {
        SceneObject object = new SceneObject(kind, kind.colours().stream().findFirst(), size, place);
        ObjectKind other = kind == ObjectKind.TREE ? ObjectKind.TENT : ObjectKind.TREE;
        Place elsewhere = place == Place.LEFT ? Place.RIGHT : Place.LEFT;
        SceneObject companion = new SceneObject(other, Optional.of(Colour.RED), Size.SMALL, elsewhere);
        Terrain terrain = kind == ObjectKind.BOAT ? Terrain.SEA : Terrain.HILLS;
        BufferedImage with = RENDERER.render(scene(TimeOfDay.DAWN, terrain, List.of(object, companion)), SIZE);
        BufferedImage without = RENDERER.render(scene(TimeOfDay.DAWN, terrain, List.of(companion)), SIZE);
        int[] box = {SIZE, 0, SIZE, 0};
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                if (distance(parts(with.getRGB(x, y)), without.getRGB(x, y)) > 30) {
                    box = new int[] {
                        Math.min(box[0], x), Math.max(box[1], x + 1), Math.min(box[2], y), Math.max(box[3], y + 1)
                    };
                }
            }
        }
        return box;
    }

    /** The mean colour of the middle of a large boat's main sail. */
    private static int[] sail(Colour colour) {
        SceneObject boat = new SceneObject(ObjectKind.BOAT, Optional.of(colour), Size.LARGE, Place.MIDDLE);
        BufferedImage picture = RENDERER.render(scene(TimeOfDay.DAY, Terrain.SEA, List.of(boat)), SIZE);
        List<int[]> colors = new ArrayList<>();
        for (int x = 55; x < 73; x++) {
            colors.add(parts(picture.getRGB(x, 93)));
        }
        colors.sort(Comparator.comparingInt(any -> any[0] + any[1] + any[2]));
        return colors.get(colors.size() / 2);
    }

    private static Scene scene(TimeOfDay time, Terrain terrain, List<SceneObject> objects) {
        return new Scene(time, terrain, Weather.CLEAR, Style.NATURAL, objects, 42);
    }

    /** Means of 16 by 16 blocks of a picture. */
    private static double[] means(BufferedImage picture) {
        double[] means = new double[16 * 16 * 3];
        int block = picture.getWidth() / 16;
        for (int y = 0; y < 16 * block; y++) {
            for (int x = 0; x < 16 * block; x++) {
                int[] parts = parts(picture.getRGB(x, y));
                for (int part = 0; part < 3; part++) {
                    means[(y / block * 16 + x / block) * 3 + part] += parts[part] / (double) (block * block);
                }
            }
        }
        return means;
    }

    private static int[] parts(int color) {
        return new int[] {color >> 16 & 255, color >> 8 & 255, color & 255};
    }

    private static double distance(int[] first, int second) {
        int[] other = parts(second);
        return Math.sqrt(IntStream.range(0, 3)
                .mapToDouble(i -> Math.pow(first[i] - other[i], 2))
                .sum());
    }
}
