package io.diffusion4j.training.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.training.measure.Adherence.Share;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdherenceTest {
    @Test
    void it_is_the_share_of_what_is_named_that_is_found() {
        Adherence adherence = Adherence.of(
                List.of(Map.of("time", "night", "weather", "rain"), Map.of("time", "day")),
                List.of(
                        Map.of("time", "night", "weather", "fog", "style", "pixel"),
                        Map.of("time", "dawn", "weather", "rain")));

        assertThat(adherence.byAttribute()).isEqualTo(Map.of("time", new Share(1, 2), "weather", new Share(0, 1)));
        assertThat(adherence.overall()).isEqualTo(new Share(1, 3));
        assertThat(adherence.overall().value()).isEqualTo(1 / 3.0);
    }

    @Test
    void the_colour_of_an_object_that_is_not_there_is_not_found() {
        List<Map<String, String>> named = List.of(Map.of("boat", "present", "boat.colour", "red"));

        assertThat(Adherence.of(named, List.of(Map.of("boat", "absent", "boat.colour", "red")))
                        .overall())
                .isEqualTo(new Share(0, 2));
        assertThat(Adherence.of(named, List.of(Map.of("boat", "present", "boat.colour", "red")))
                        .overall())
                .isEqualTo(new Share(2, 2));
    }

    @Test
    void what_nobody_looked_for_does_not_count() {
        Adherence adherence = Adherence.of(List.of(Map.of("mood", "gay")), List.of(Map.of("time", "day")));

        assertThat(adherence.overall().named()).isZero();
        assertThat(adherence.overall().value()).isNaN();
    }

    @Test
    void captions_without_pictures_are_refused() {
        assertThatThrownBy(() -> Adherence.of(List.of(Map.of()), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
