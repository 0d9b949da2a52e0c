package io.diffusion4j.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GenerationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    private static void refuses(String yaml, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.of("run.yaml", yaml))
                .withMessage(message);
    }

    private static void refusesJson(String json, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.json("run.json", json))
                .withMessage(message);
    }

    @Test
    void an_alias_bomb_is_refused_at_its_first_alias() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        refuses(bomb.toString(), "run.yaml:2:10: aliases (*a0) are not supported; write the value out");
    }

    @Test
    void an_alias_cycle_is_refused() {
        refuses("a: &a [*a]", "run.yaml:1:8: aliases (*a) are not supported; write the value out");
        refuses("&a {b: *a}", "run.yaml:1:8: aliases (*a) are not supported; write the value out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!javax.script.ScriptEngineManager []", "!!str 5", "! x", "!x {}"})
    void tags_are_refused(String value) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.of("run.yaml", "a: " + value))
                .withMessageMatching("run\\.yaml:1:4: tags \\(.*\\) are not supported; remove it");
    }

    @Test
    void deep_nesting_is_refused() {
        refuses("[".repeat(100_000), "run.yaml:1:66: nested deeper than 64 levels");
        refuses("- ".repeat(100_000), "run.yaml:1:131: nested deeper than 64 levels");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.json("run.json", "[".repeat(100_000)))
                .withMessage("run.json:1:66: nested deeper than 64 levels");
    }

    @Test
    void a_text_beyond_a_million_characters_is_refused(@TempDir Path folder) throws IOException {
        String message = ": longer than 1048576 characters";
        refuses("a".repeat(1_100_000), "run.yaml" + message);
        refusesJson("a".repeat(1_100_000), "run.json" + message);
        Path file = Files.writeString(folder.resolve("a.yaml"), "a".repeat(5_000_000));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.file(file))
                .withMessage(file + message);
    }

    @Test
    void syntax_errors_have_a_place() {
        refuses("a: b: c", "run.yaml:1:5: not valid YAML: mapping values are not allowed here");
        refuses("a: 'x", "run.yaml:1:6: not valid YAML: found unexpected end of stream");

        refuses("a:\n b: \u0007", "run.yaml:2:5: not valid YAML: the character U+0007 is not allowed");
        refuses("a: 1\n---\nb: 2", "run.yaml:2:1: a second document; only one is allowed");
        refuses("? [a]\n: 1", "run.yaml:1:3: a key must be a word, not a list or block");
        refusesJson(
                "{\n\"a\" 1}",
                "run.json:2:5: not valid JSON: Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value");
        refusesJson("{} {}", "run.json:1:4: not valid JSON: more follows after the document");
    }

    @Test
    void files_are_read_by_their_ending(@TempDir Path folder) throws IOException {
        SettingsBinder binder = new SettingsBinder(new TestParts());
        Path yaml = Files.writeString(folder.resolve("a.yaml"), "\uFEFFsteps: 7");
        Path json = Files.writeString(folder.resolve("a.json"), "{\"steps\":\t7}");
        assertThat(binder.bind(YamlDocument.file(yaml), GenerationRequest.class).steps())
                .isEqualTo(7);
        assertThat(binder.bind(YamlDocument.file(json), GenerationRequest.class).steps())
                .isEqualTo(7);
    }

    @Test
    void unreadable_files_are_named(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.yaml");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.file(missing))
                .withMessage(missing + ": no such file");
        Path binary = Files.write(folder.resolve("b.yaml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> YamlDocument.file(binary))
                .withMessage(binary + ": not UTF-8 text");
    }

    @Test
    void paths_can_be_read_before_the_rest() {
        YamlDocument document = YamlDocument.of("run.yaml", "plugins: [a, \"\\0\", {b: c}, ~, d/e]\nsteps: many");
        assertThat(document.paths("plugins")).containsExactly(Path.of("a"), Path.of("d", "e"));
        assertThat(document.paths("steps")).isEmpty();
    }
}
