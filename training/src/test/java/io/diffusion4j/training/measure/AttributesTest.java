package io.diffusion4j.training.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
    private static final Attributes ATTRIBUTES =
            Attributes.of(Map.of("time", List.of("day", "night"), "style", List.of("natural", "pixel", "poster")));

    @Test
    void values_are_numbered_in_the_order_of_attributes_and_what_is_not_said_is_unknown() {
        try (Scope scope = Scope.open()) {
            assertThat(HostData.longs(ATTRIBUTES.numbers(List.of(
                            Map.of("time", "night", "style", "poster"),
                            Map.of("time", "day", "mood", "gay"),
                            Map.of()))))
                    .containsExactly(2, 1, -1, 0, -1, -1);
            assertThat(HostData.longs(ATTRIBUTES.withFirst("unsaid").numbers(List.of(Map.of("time", "night")))))
                    .containsExactly(-1, 2);
            assertThat(HostData.longs(ATTRIBUTES.beyond())).containsExactly(0, 0, 0, 0, 0, 1);
        }
    }

    @Test
    void a_value_that_there_is_not_is_refused_by_name() {
        assertThatThrownBy(() -> ATTRIBUTES.numbers(List.of(Map.of("time", "noon"))))
                .hasMessageContaining("time")
                .hasMessageContaining("noon");
        assertThatThrownBy(() -> Attributes.of(Map.of("time", List.of()))).hasMessageContaining("time");
    }

    @Test
    void a_judges_config_is_read_as_it_was_written() {
        JudgeSettings settings = new JudgeSettings(64, List.of(8, 16), 12, 6, 10, ATTRIBUTES);
        String json = SettingsJson.toJson(settings.toConfig());

        assertThat(JudgeSettings.read(new ReferenceConfig("config", SettingsJson.fromJson("config", json))))
                .isEqualTo(settings);
    }
}
