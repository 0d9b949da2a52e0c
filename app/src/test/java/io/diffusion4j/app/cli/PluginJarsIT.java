package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.diffusion4j.pipelines.output.PngFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** One good plugin among bad ones of every kind. */
@TestInstance(Lifecycle.PER_CLASS)
class PluginJarsIT {
    private static final Map<String, String> REASONS = new TreeMap<>(Map.of(
            "corrupt.jar", "corrupt.jar is not a readable jar (",
            "duplicate.jar", "the scheduler type 'euler' comes from both ",
            "libtorch.jar", "libtorch.jar brings its own libtorch (org/bytedeco/pytorch/Tensor.class)",
            "newer.jar", "newer.jar was built for SPI 9.0, this is SPI 1.0; get a newer Diffusion4J",
            "throwing.jar", "the constructor of lazy.Lazy fails with java.lang.IllegalStateException: no licence"));

    private Path folder;

    private Path plugins;

    @BeforeAll
    void make_the_jars(@TempDir Path shared) throws IOException {
        folder = shared;
        plugins = Files.createDirectory(folder.resolve("plugins"));
        PluginSource.of("lazy").write(plugins.resolve("good.jar"));
        Files.writeString(plugins.resolve("corrupt.jar"), "PK and then nothing");
        PluginSource.of("euler").write(plugins.resolve("duplicate.jar"));
        PluginSource.of("a").extraEntry("org/bytedeco/pytorch/Tensor.class").write(plugins.resolve("libtorch.jar"));
        PluginSource.of("b").spi("9.0").write(plugins.resolve("newer.jar"));
        PluginSource.of("c")
                .constructor("if (true) throw new IllegalStateException(\"no licence\");")
                .write(plugins.resolve("throwing.jar"));
    }

    @Test
    void the_host_goes_on_with_the_good_one_and_warns_of_each_other_once() {
        D4j.Ended run = D4j.run(
                        folder,
                        "generate",
                        "--model=" + D4j.TINY_MODEL,
                        "--plugins=plugins",
                        "--scheduler=lazy",
                        "--quiet",
                        "--output=fox.png")
                .succeeded();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(REASONS.size()).allMatch(line -> line.startsWith("d4j: warning: "));
        REASONS.forEach((jar, reason) -> assertThat(run.err()
                        .lines()
                        .filter(line -> line.startsWith("d4j: warning: the plugin " + plugins.resolve(jar) + " ")))
                .as(jar)
                .singleElement()
                .asString()
                .contains(reason));
        assertThat(PngFile.texts(folder.resolve("fox.png")).get("parameters")).contains("Sampler: lazy");
    }

    @Test
    void the_listing_tells_what_each_jar_offers_or_why_it_is_left_out() throws IOException {
        D4j.Ended run =
                D4j.run(folder, "plugins", "--plugins=plugins", "--json").succeeded();
        for (JsonNode jar : new ObjectMapper().readTree(run.out()).get("jars")) {
            String name = Path.of(jar.get("location").asText()).getFileName().toString();
            if (REASONS.containsKey(name)) {
                assertThat(jar.get("not-used").asText()).contains(REASONS.get(name));
                assertThat(jar.get("offers")).isEmpty();
            } else {
                assertThat(jar.has("not-used")).isFalse();
                assertThat(jar.get("offers")).isNotEmpty();
            }
        }
        assertThat(run.out()).contains("\"lazy\"");
    }

    @Test
    void the_listing_for_people_holds_the_same() {
        D4j.Ended run = D4j.run(folder, "plugins", "--plugins=plugins").succeeded();
        assertThat(run.out()).containsPattern("scheduler +lazy +Takes no step\\.");
        REASONS.values().forEach(reason -> assertThat(run.out()).contains(reason));
    }
}
