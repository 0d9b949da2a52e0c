package io.diffusion4j.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.diffusion4j.training.data.scenes.SceneDataSetProvider;
import io.diffusion4j.training.data.scenes.SceneSettings;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SceneDataSetTest {
    private static final DataSet SCENES = new SceneDataSetProvider().create(new SceneSettings(300, 5, 32), null);

    @Test
    void truth_has_known_attributes_with_known_values() {
        Map<String, List<String>> known = SCENES.attributes();
        for (long number = 0; number < SCENES.size(); number++) {
            Map<String, String> truth = SCENES.truth(number);
            truth.forEach((name, value) -> assertTrue(known.get(name).contains(value), name + " is " + value));
            assertTrue(
                    truth.keySet().containsAll(List.of("time", "terrain", "weather", "style", "lighthouse", "moon")));
            assertEquals("present".equals(truth.get("boat")), truth.containsKey("boat.colour"));
            assertEquals("present".equals(truth.get("boat")), truth.containsKey("boat.place"));
        }
    }

    @Test
    void every_value_of_every_attribute_occurs() {
        SCENES.attributes().forEach((name, values) -> {
            for (String value : values) {
                boolean found = false;
                for (long number = 0; number < SCENES.size() && !found; number++) {
                    found = value.equals(SCENES.truth(number).get(name));
                }
                assertTrue(found, name + " is never " + value);
            }
        });
    }

    @Test
    void caption_tells_a_part_of_the_truth() {
        SplittableRandom random = new SplittableRandom(2);
        for (long number = 0; number < SCENES.size(); number++) {
            Caption caption = SCENES.caption(number, random);
            assertTrue(
                    SCENES.truth(number)
                            .entrySet()
                            .containsAll(caption.attributes().entrySet()),
                    caption.text());
            caption.attributes().forEach((name, value) -> {
                if (value.equals("present")) {
                    assertTrue(!name.contains("."), name);
                }
            });
        }
    }

    @Test
    void picture_is_the_same_every_time_and_has_its_size() {
        assertEquals(new Extent(32, 32), SCENES.extent(3));
        assertEquals(32, SCENES.image(3).getWidth());
        assertTrue(java.util.Arrays.equals(
                Pixels.of(SCENES.image(3)).values(), Pixels.of(SCENES.image(3)).values()));
    }
}
