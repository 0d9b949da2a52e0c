package io.diffusion4j.core.settings;

import static io.diffusion4j.core.settings.Bindings.bind;
import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.DType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsBinderTest {
    record Texts(String text) {}

    record Numbers(int whole, long large, double decimal) {
        static Numbers defaults() {
            return new Numbers(1, 2, 3);
        }
    }

    record Flags(boolean flag, Optional<Boolean> perhaps) {
        static Flags defaults() {
            return new Flags(true, Optional.of(true));
        }
    }

    @Test
    void keys_that_are_left_out_have_the_defaults() {
        assertThat(bind(GenerationRequest.class, "prompt: a cat")).isEqualTo(GenerationRequest.of("a cat"));
        assertThat(bind(GenerationRequest.class, "")).isEqualTo(GenerationRequest.defaults());
    }

    @Test
    void one_required_key_is_a_whole_run() {
        TestRun run = bind(TestRun.class, "model: models/sd15");
        assertThat(run.model()).isEqualTo(Path.of("models/sd15"));
        assertThat(run.output()).isEqualTo(TestRun.Output.defaults());
        assertThat(run.request()).isEqualTo(GenerationRequest.defaults());
        assertThat(run.dtype()).isEmpty();
    }

    @Test
    void every_kind_of_component_binds() {
        TestRun run = bind(TestRun.class, """
                model: m
                dtype: float8-e4m3
                scheduler: {type: euler, sigma-spacing: sgm-uniform}
                output:
                  overwrite: true
                  formats: [png, no, "007"]
                  limits: {small: 1, large: 9000000000}
                request:
                  seed: 7
                  clip-skip: 1
                  timesteps: [999, 1e1, .5]
                  guidance:
                    type: cfg
                    scale: 5
                """);
        assertThat(run.dtype()).contains(DType.FLOAT8_E4M3);
        assertThat(run.scheduler().orElseThrow().settings())
                .isEqualTo(new TestParts.EulerSettings(0.0001, 0.02, TestParts.Spacing.SGM_UNIFORM));
        assertThat(run.output().folder()).isEqualTo(Path.of("out"));
        assertThat(run.output().formats()).containsExactly("png", "no", "007");
        assertThat(run.output().limits()).containsEntry("large", 9_000_000_000L);
        assertThat(run.request().seed()).contains(7L);
        assertThat(run.request().clipSkip()).isEqualTo(1);
        assertThat(run.request().timesteps()).contains(List.of(999.0, 10.0, 0.5));
        assertThat(run.request().guidance().orElseThrow().settings()).isEqualTo(new TestParts.CfgSettings(5));
    }

    @Test
    void a_bare_type_is_a_part_with_its_defaults() {
        TestRun run = bind(TestRun.class, "{model: m, scheduler: dpm-solver++}");
        assertThat(run.scheduler().orElseThrow().type()).isEqualTo("dpm-solver++");
        assertThat(run.scheduler().orElseThrow().settings()).isEqualTo(TestParts.DpmSettings.defaults());
    }

    @Test
    void a_block_without_type_is_of_the_default_type_if_there_is_one() {
        TestRun run = bind(TestRun.class, "{model: m, request: {guidance: {scale: 3}}}");
        assertThat(run.request().guidance().orElseThrow().settings()).isEqualTo(new TestParts.CfgSettings(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "on", "12", "010", "0x1F", "1e3", "2026-11-22", "1:30", "true", ".nan"})
    void plain_text_stays_as_written(String text) {
        assertThat(bind(Texts.class, "text: " + text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1e-4, 1e-4",
        "+.5, 0.5",
        "3., 3",
        "010, 10",
        "-Infinity, -Infinity",
        ".inf, Infinity",
        "'\"-Infinity\"', -Infinity"
    })
    void decimals_are_read_as_everybody_writes_them(String text, double number) {
        assertThat(bind(Numbers.class, "decimal: " + text).decimal()).isEqualTo(number);
    }

    @Test
    void an_optional_written_as_null_is_empty_whatever_the_default() {
        assertThat(bind(Flags.class, "perhaps: null").perhaps()).isEmpty();
        assertThat(bind(Flags.class, "perhaps:").perhaps()).isEmpty();
        assertThat(bind(Flags.class, "flag: false").perhaps()).contains(true);
    }

    @Test
    void a_block_without_keys_is_all_defaults() {
        assertThat(bind(TestRun.class, "model: m\nrequest:\n").request()).isEqualTo(GenerationRequest.defaults());
    }

    @Test
    void json_binds_like_yaml() {
        YamlDocument document = YamlDocument.json("run.json", "{\t\"decimal\": -Infinity, \"large\": 5}");
        assertThat(new SettingsBinder(new TestParts()).bind(document, Numbers.class))
                .isEqualTo(new Numbers(1, 5, Double.NEGATIVE_INFINITY));
    }
}
