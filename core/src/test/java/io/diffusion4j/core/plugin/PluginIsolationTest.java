package io.diffusion4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.SchedulerProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

class PluginIsolationTest {
    @TempDir
    Path folder;

    @Test
    void a_plugin_uses_its_own_copy_of_a_library() throws IOException {
        Path hosts = TestJar.bare().source("lib.Name", library("the host's")).write(folder.resolve("lib/name.jar"));
        Path plugins = folder.resolve("plugins");
        TestJar.plugin()
                .source("lib.Name", library("the first plugin's"))
                .scheduler(saying("one"))
                .write(plugins.resolve("one.jar"));
        TestJar.plugin()
                .source("lib.Name", library("the second plugin's"))
                .scheduler(saying("two"))
                .write(plugins.resolve("two.jar"));
        try (URLClassLoader host = loader(hosts);
                Plugins loaded = Plugins.load(List.of(plugins), host)) {
            assertThat(summary(loaded, "one")).isEqualTo("the first plugin's");
            assertThat(summary(loaded, "two")).isEqualTo("the second plugin's");
        }
    }

    @Test
    void a_plugin_does_not_see_the_hosts_libraries() throws IOException {
        Path hosts = TestJar.bare().source("lib.Name", library("the host's")).write(folder.resolve("lib/name.jar"));
        Path plugins = folder.resolve("plugins");
        TestJar.plugin()
                .source("lib.Name", library("unused"))
                .scheduler(saying("one"))
                .without("lib.Name")
                .write(plugins.resolve("one.jar"));
        try (URLClassLoader host = loader(hosts);
                Plugins loaded = Plugins.load(List.of(plugins), host)) {
            assertThat(loaded.reports())
                    .anySatisfy(report -> assertThat(report.failure())
                            .hasValueSatisfying(
                                    failure -> assertThat(failure.reason()).contains("it needs the class lib.Name")));
        }
    }

    @Test
    void the_jars_of_a_sub_folder_are_one_plugin() {
        TestJar.bare().source("lib.Name", library("next door")).write(folder.resolve("both/name.jar"));
        TestJar.plugin()
                .source("lib.Name", library("unused"))
                .scheduler(saying("one"))
                .without("lib.Name")
                .write(folder.resolve("both/one.jar"));
        try (Plugins loaded = Plugins.load(List.of(folder))) {
            assertThat(summary(loaded, "one")).isEqualTo("next door");
            assertThat(loaded.reports())
                    .filteredOn(report -> !report.builtIn())
                    .extracting(PluginReport::location, PluginReport::title)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            folder.resolve("both").toString(), "both"));
        }
    }

    @Test
    void the_context_loader_is_the_plugins_while_it_is_made_and_the_hosts_after() {
        TestJar.plugin()
                .scheduler(SchedulerSource.of("a.Half")
                        .member("private final ClassLoader seen = Thread.currentThread().getContextClassLoader();")
                        .replace(
                                "return \"Halves what the model sees.\"",
                                "return String.valueOf(seen == getClass().getClassLoader())"))
                .write(folder.resolve("half.jar"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (Plugins loaded = Plugins.load(List.of(folder))) {
            assertThat(summary(loaded, "halving")).isEqualTo("true");
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void spi_libtorch_and_logging_are_the_hosts_and_nothing_else_is() throws Exception {
        Path jar = TestJar.bare().entry("own.txt", "mine").write(folder.resolve("own.jar"));
        ClassLoader host = getClass().getClassLoader();
        try (PluginClassLoader loader = new PluginClassLoader("own", List.of(jar), host)) {
            assertThat(loader.loadClass(Tensor.class.getName())).isSameAs(Tensor.class);
            assertThat(loader.loadClass(Logger.class.getName())).isSameAs(Logger.class);
            assertThat(loader.loadClass(SchedulerProvider.class.getName())).isSameAs(SchedulerProvider.class);
            assertThat(loader.getResource("org/bytedeco/pytorch/Tensor.class"))
                    .isEqualTo(host.getResource("org/bytedeco/pytorch/Tensor.class"));
            assertThat(loader.getResource("own.txt")).isNotNull();
            assertThat(loader.getResource("org/assertj/core/api/Assertions.class"))
                    .isNull();
        }
    }

    private static SchedulerSource saying(String type) {
        return SchedulerSource.of("a.Half")
                .type(type)
                .replace("return \"Halves what the model sees.\"", "return lib.Name.OF");
    }

    /** Not a constant, which the compiler would copy into its users. */
    private static String library(String name) {
        return "package lib; public class Name { public static final String OF = String.valueOf(\"%s\"); }"
                .formatted(name);
    }

    private static String summary(Plugins plugins, String type) {
        return plugins.find(SchedulerProvider.class, type).orElseThrow().summary();
    }

    private URLClassLoader loader(Path jar) throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }
}
