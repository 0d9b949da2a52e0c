package io.diffusion4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.JsonSchema;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.training.run.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages tell the truth about the settings. */
class DocumentationIT {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?:[a-z-]+\\.)*([a-z-]+)` \\|");
    private static final Pattern HEADING = Pattern.compile("(?m)^### `(.+)`$");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.+?)```", Pattern.DOTALL);

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("docs/configuration.md", PipelineSettings.class, List.of("type", "request")),
                Arguments.of("docs/training.md", TrainingSettings.class, List.of("type")));
    }

    /** @param explained keys that the page tells of in other ways than by a row */
    @ParameterizedTest
    @MethodSource("pages")
    void a_page_has_every_key_and_every_type_of_its_files(
            String file, Class<? extends Record> settings, List<String> explained) throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        TreeSet<String> types = new TreeSet<>();
        collect(JsonSchema.of(settings, ServiceProviders.ofClassPath()), keys, types);
        explained.forEach(keys::remove);

        String page = Files.readString(ROOT.resolve(file));
        assertThat(found(ROW, page)).isEqualTo(keys);
        assertThat(found(HEADING, page)).isEqualTo(types);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/configuration.md"})
    void every_pipeline_file_that_is_shown_is_valid(String page) throws IOException {
        List<String> blocks = YAML.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            PipelineSettings settings = new SettingsBinder(ServiceProviders.ofClassPath())
                    .bind(YamlDocument.of(page, block), PipelineSettings.class);
            assertThat(settings.model()).isPresent();
        }
    }

    private static TreeSet<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all properties in a schema, and the titles of all parts. */
    private static void collect(Object schema, TreeSet<String> keys, TreeSet<String> types) {
        if (schema instanceof List<?> several) {
            several.forEach(one -> collect(one, keys, types));
        } else if (schema instanceof Map<?, ?> map) {
            if (map.get("title") instanceof String title) {
                types.add(title);
            }
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((key, value) -> {
                    keys.add(key.toString());
                    collect(value, keys, types);
                });
            }
            for (String inside : List.of("oneOf", "items")) {
                if (map.get(inside) != null) {
                    collect(map.get(inside), keys, types);
                }
            }
        }
    }
}
