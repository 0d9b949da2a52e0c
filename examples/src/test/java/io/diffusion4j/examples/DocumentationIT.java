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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages tell the truth about the settings. */
class DocumentationIT {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(?:[a-z0-9-]+\\.)*([a-z0-9-]+)` \\|");
    private static final Pattern HEADING = Pattern.compile("(?m)^### `(.+)`$");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.+?)```", Pattern.DOTALL);

    @Test
    void the_page_of_pipeline_files_has_every_key_and_every_type() throws IOException {
        check("docs/configuration.md", PipelineSettings.class, List.of("type", "request"), Set.of());
    }

    /** Schedulers and guidance are written as in pipeline files. */
    @Test
    void the_page_of_training_files_has_every_key_and_every_type_of_its_own() throws IOException {
        Set<String> elsewhere = found(HEADING, Files.readString(ROOT.resolve("docs/configuration.md")));
        check("docs/training.md", TrainingSettings.class, List.of("type"), elsewhere);
    }

    /**
     * @param explained keys that the page tells of in other ways than by a row
     * @param elsewhere types that another page tells of
     */
    private static void check(
            String file, Class<? extends Record> settings, List<String> explained, Set<String> elsewhere)
            throws IOException {
        TreeSet<String> keys = new TreeSet<>();
        TreeSet<String> types = new TreeSet<>();
        collect(JsonSchema.of(settings, ServiceProviders.ofClassPath()), keys, types, elsewhere);
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

    /** The names of all properties in a schema, and the titles of all parts, but for those that are told of elsewhere. */
    private static void collect(Object schema, Set<String> keys, Set<String> types, Set<String> elsewhere) {
        if (schema instanceof List<?> several) {
            several.forEach(one -> collect(one, keys, types, elsewhere));
        } else if (schema instanceof Map<?, ?> map) {
            if (map.get("title") instanceof String title) {
                if (elsewhere.contains(title)) {
                    return;
                }
                types.add(title);
            }
            if (map.get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((key, value) -> {
                    keys.add(key.toString());
                    collect(value, keys, types, elsewhere);
                });
            }
            for (String inside : List.of("oneOf", "items")) {
                if (map.get(inside) != null) {
                    collect(map.get(inside), keys, types, elsewhere);
                }
            }
        }
    }
}
