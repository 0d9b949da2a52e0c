package io.diffusion4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to fail has a reason that tells what to do, and leaves the plugin next to it working. */
class PluginFailureTest {
    private static final String SERVICE = "META-INF/services/io.diffusion4j.core.sampling.SchedulerProvider";

    @TempDir
    Path folder;

    @Test
    void a_file_that_is_no_zip() throws IOException {
        Files.writeString(folder.resolve("bad.jar"), "<html>not found</html>");
        assertThat(reason())
                .isEqualTo("bad.jar is not a readable jar (zip END header not found); it may be damaged or only partly"
                        + " copied, copy it again");
    }

    @Test
    void an_empty_file() throws IOException {
        Files.createFile(folder.resolve("bad.jar"));
        assertThat(reason())
                .isEqualTo("bad.jar is not a readable jar (zip file is empty); it may be damaged or only partly copied,"
                        + " copy it again");
    }

    @Test
    void a_truncated_jar() throws IOException {
        Path jar = bad(TestJar.plugin().scheduler(half()));
        byte[] bytes = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(reason())
                .isEqualTo("bad.jar is not a readable jar (zip END header not found); it may be damaged or only partly"
                        + " copied, copy it again");
    }

    @Test
    void a_damaged_class() {
        bad(TestJar.plugin().entry("a/Half.class", "no class").entry(SERVICE, "a.Half"));
        assertThat(reason())
                .isEqualTo("loading a.Half fails with java.lang.ClassFormatError: Incompatible magic value 1852776547"
                        + " in class file a/Half");
    }

    @Test
    void another_major_version_of_the_spi() {
        bad(TestJar.bare().attribute("Diffusion4J-Spi", "2.0").scheduler(half()));
        assertThat(reason())
                .isEqualTo(
                        "bad.jar was built for SPI 2.0, this is SPI 1.0; get a newer Diffusion4J, or a version of the"
                                + " plugin for this one");
    }

    @Test
    void an_older_major_version_of_the_spi() {
        bad(TestJar.bare().attribute("Diffusion4J-Spi", "0.9").scheduler(half()));
        assertThat(reason())
                .isEqualTo("bad.jar was built for SPI 0.9, this is SPI 1.0; get a newer version of the plugin");
    }

    @Test
    void a_newer_minor_version_of_the_spi() {
        bad(TestJar.bare().attribute("Diffusion4J-Spi", "1.1").scheduler(half()));
        assertThat(reason())
                .isEqualTo(
                        "bad.jar was built for SPI 1.1, this is SPI 1.0; get a newer Diffusion4J, or a version of the"
                                + " plugin for this one");
    }

    @Test
    void a_version_that_is_none() {
        bad(TestJar.bare().attribute("Diffusion4J-Spi", "one").scheduler(half()));
        assertThat(reason())
                .isEqualTo("Diffusion4J-Spi in META-INF/MANIFEST.MF of bad.jar: SPI version must look like 1.0, got"
                        + " 'one'");
    }

    @Test
    void no_version_in_the_manifest() {
        bad(TestJar.bare().scheduler(half()));
        assertThat(reason())
                .isEqualTo("bad.jar does not say which SPI it was built for; add 'Diffusion4J-Spi: 1.0' to"
                        + " META-INF/MANIFEST.MF");
    }

    @Test
    void its_own_java_binding_of_libtorch() {
        bad(TestJar.plugin().scheduler(half()).entry("org/bytedeco/pytorch/Tensor.class", ""));
        assertThat(reason())
                .isEqualTo("bad.jar brings its own libtorch (org/bytedeco/pytorch/Tensor.class), which cannot be loaded"
                        + " next to the host's; leave org.bytedeco out of the plugin (scope provided)");
    }

    @Test
    void its_own_natives_of_libtorch() {
        bad(TestJar.plugin().scheduler(half()).entry("linux/libtorch_cpu.so", ""));
        assertThat(reason())
                .isEqualTo("bad.jar brings its own libtorch (linux/libtorch_cpu.so), which cannot be loaded next to the"
                        + " host's; leave org.bytedeco out of the plugin (scope provided)");
    }

    @Test
    void libtorch_among_the_jars_of_a_folder() {
        TestJar.plugin().scheduler(half()).write(folder.resolve("bad/half.jar"));
        TestJar.bare().entry("org/bytedeco/javacpp/Loader.class", "").write(folder.resolve("bad/javacpp.jar"));
        assertThat(reason("bad"))
                .isEqualTo("javacpp.jar brings its own libtorch (org/bytedeco/javacpp/Loader.class), which cannot be"
                        + " loaded next to the host's; leave org.bytedeco out of the plugin (scope provided)");
    }

    @Test
    void a_service_class_that_is_absent() {
        bad(TestJar.plugin().entry(SERVICE, "a.Gone"));
        assertThat(reason()).isEqualTo(SERVICE + " names the class a.Gone, which is not in the plugin");
    }

    @Test
    void a_service_class_that_is_no_implementation() {
        bad(TestJar.plugin()
                .source("a.Other", "package a; public class Other {}")
                .entry(SERVICE, "a.Other"));
        assertThat(reason()).isEqualTo("a.Other is listed in " + SERVICE + " but does not implement that interface");
    }

    @Test
    void a_service_class_without_public_constructor() {
        bad(TestJar.plugin().scheduler(half().member("Half() {}")));
        assertThat(reason()).isEqualTo("a.Half has no public constructor without parameters; add one");
    }

    @Test
    void a_service_class_that_is_not_public() {
        bad(TestJar.plugin().scheduler(half().replace("public class", "class")));
        assertThat(reason()).isEqualTo("a.Half must be a public class that is not abstract");
    }

    @Test
    void an_abstract_service_class() {
        bad(TestJar.plugin().scheduler(half().replace("public class", "public abstract class")));
        assertThat(reason()).isEqualTo("a.Half must be a public class that is not abstract");
    }

    @Test
    void a_constructor_that_throws() {
        bad(TestJar.plugin()
                .scheduler(
                        half().member("public Half() { throw new IllegalStateException(\"no licence\\nat all\"); }")));
        assertThat(failure())
                .satisfies(failure -> assertThat(failure.reason())
                        .isEqualTo("the constructor of a.Half fails with java.lang.IllegalStateException: no licence"))
                .satisfies(failure -> assertThat(failure.cause()).containsInstanceOf(IllegalStateException.class));
    }

    @Test
    void a_static_initialiser_that_throws() {
        bad(TestJar.plugin().scheduler(half().member("static final int N = Integer.parseInt(\"x\");")));
        assertThat(reason())
                .isEqualTo(
                        "the constructor of a.Half fails with java.lang.NumberFormatException: For input string: \"x\"");
    }

    @Test
    void a_class_that_the_plugin_forgot_to_bring() {
        bad(TestJar.plugin()
                .source("b.Library", "package b; public class Library {}")
                .scheduler(half().member("private final b.Library library = new b.Library();"))
                .without("b.Library"));
        assertThat(reason())
                .isEqualTo(
                        "the constructor of a.Half fails with java.lang.NoClassDefFoundError: b/Library; it needs the"
                                + " class b.Library, which the plugin does not bring: put the jar that holds it next to the"
                                + " plugin's in a folder of their own");
    }

    @Test
    void memory_that_runs_out_is_no_fault_of_the_plugin() {
        bad(TestJar.plugin().scheduler(half().member("public Half() { throw new OutOfMemoryError(\"heap\"); }")));
        assertThatThrownBy(() -> Plugins.load(List.of(folder))).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void a_jar_that_offers_nothing() {
        bad(TestJar.plugin().entry("notes.txt", "hello"));
        assertThat(reason())
                .isEqualTo("offers nothing: there is no META-INF/services/io.diffusion4j.core.*Provider file in it");
    }

    @Test
    void a_service_file_that_names_no_class() {
        bad(TestJar.plugin().entry(SERVICE, "# later\n"));
        assertThat(reason()).isEqualTo(SERVICE + " names no class");
    }

    @Test
    void a_service_file_of_no_service_interface() {
        bad(TestJar.plugin().service(Scheduler.class, "a.Half"));
        assertThat(reason())
                .isEqualTo("META-INF/services/io.diffusion4j.core.sampling.Scheduler names no service interface of"
                        + " Diffusion4J (SPI 1.0); correct the file's name");
    }

    @Test
    void a_service_file_of_an_unknown_interface() {
        bad(TestJar.plugin().entry("META-INF/services/io.diffusion4j.core.audio.VoiceProvider", "a.Half"));
        assertThat(reason())
                .isEqualTo("META-INF/services/io.diffusion4j.core.audio.VoiceProvider names no service interface of"
                        + " Diffusion4J (SPI 1.0); correct the file's name");
    }

    @Test
    void an_empty_type() {
        bad(TestJar.plugin().scheduler(half().type("")));
        assertThat(reason()).isEqualTo("a.Half.type() is empty; every service needs a type and a summary");
    }

    @Test
    void a_type_that_yaml_users_cannot_guess() {
        bad(TestJar.plugin().scheduler(half().type("Half Step")));
        assertThat(reason())
                .isEqualTo("a.Half.type() is 'Half Step'; use lower-case letters, digits, '+', '.' and '-'");
    }

    @Test
    void a_type_that_throws() {
        bad(TestJar.plugin().scheduler(half().replace("return \"halving\"", "throw new RuntimeException(\"later\")")));
        assertThat(reason()).isEqualTo("a.Half.type() fails with java.lang.RuntimeException: later");
    }

    @Test
    void no_summary() {
        bad(TestJar.plugin().scheduler(half().replace("return \"Halves what the model sees.\"", "return null")));
        assertThat(reason()).isEqualTo("a.Half.summary() is empty; every service needs a type and a summary");
    }

    @Test
    void settings_that_are_missing() {
        bad(TestJar.plugin().scheduler(half().replace("return Settings.class", "return null")));
        assertThat(reason()).isEqualTo("a.Half.settings() is null, which is not a record; settings are records");
    }

    @Test
    void settings_that_are_no_record() {
        bad(TestJar.plugin().scheduler(half().replace("return Settings.class", "return (Class) Record.class")));
        assertThat(reason())
                .isEqualTo("a.Half.settings() is java.lang.Record, which is not a record; settings are records");
    }

    @Test
    void settings_that_throw() {
        bad(TestJar.plugin().scheduler(half().replace("return Settings.class", "throw new Error(\"later\")")));
        assertThat(reason()).isEqualTo("a.Half.settings() fails with java.lang.Error: later");
    }

    @Test
    void a_type_of_two_plugins_names_both_jars_and_keeps_the_first() {
        Path first = TestJar.plugin().scheduler(half()).write(folder.resolve("another.jar"));
        Path second = bad(TestJar.plugin().scheduler(SchedulerSource.of("b.Half")));
        assertThat(reason())
                .isEqualTo(
                        "the scheduler type 'halving' comes from both %s (a.Half) and %s (b.Half); remove one of them"
                                .formatted(first, second));
    }

    @Test
    void a_type_twice_in_one_plugin() {
        Path jar = bad(TestJar.plugin().scheduler(half()).scheduler(SchedulerSource.of("b.Half")));
        assertThat(reason())
                .isEqualTo(
                        "the scheduler type 'halving' comes from both %s (a.Half) and %s (b.Half); remove one of them"
                                .formatted(jar, jar));
    }

    @Test
    void a_class_of_checkpoints_that_two_plugins_read() {
        String reads = "return Set.of(\"HalfScheduler\")";
        Path first = TestJar.plugin()
                .scheduler(half().type("one").replace("return Set.of()", reads))
                .write(folder.resolve("another.jar"));
        Path second = bad(TestJar.plugin().scheduler(half().type("two").replace("return Set.of()", reads)));
        assertThat(reason())
                .isEqualTo(
                        "the scheduler for 'HalfScheduler' comes from both %s (a.Half) and %s (a.Half); remove one of them"
                                .formatted(first, second));
    }

    @Test
    void a_built_in_type_stays_built_in() throws IOException {
        Path builtIn = TestJar.bare().scheduler(half()).write(folder.resolve("lib/ours.jar"));
        Path dir = folder.resolve("plugins");
        Path jar = TestJar.plugin().scheduler(SchedulerSource.of("b.Half")).write(dir.resolve("bad.jar"));
        try (URLClassLoader host = new URLClassLoader(
                        new URL[] {builtIn.toUri().toURL()}, getClass().getClassLoader());
                Plugins plugins = Plugins.load(List.of(dir), host)) {
            assertThat(failure(plugins, "bad.jar").reason())
                    .isEqualTo("the scheduler type 'halving' comes from both %s (a.Half) and %s (b.Half); remove one of"
                                    .formatted(builtIn, jar)
                            + " them");
            assertThat(plugins.all(SchedulerProvider.class))
                    .extracting(provider -> provider.getClass().getName())
                    .containsExactly("a.Half");
        }
    }

    @Test
    void a_folder_that_is_not_there() {
        try (Plugins plugins = Plugins.load(List.of(folder.resolve("gone")))) {
            assertThat(failure(plugins, "gone").reason())
                    .isEqualTo("is not a folder; make it, or leave it out of the plugin folders");
        }
    }

    @Test
    void a_sub_folder_without_a_jar() throws IOException {
        Files.createDirectory(folder.resolve("bad"));
        assertThat(reason("bad")).isEqualTo("is a folder without a jar");
    }

    @Test
    void a_host_without_folders_gets_the_first_fault_as_an_exception() throws IOException {
        Path jar = TestJar.bare()
                .scheduler(half())
                .scheduler(SchedulerSource.of("b.Half"))
                .write(folder.resolve("x.jar"));
        try (URLClassLoader host =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            ServiceProviders providers = new ServiceProviders(host);
            assertThatThrownBy(() -> providers.all(SchedulerProvider.class))
                    .isInstanceOf(PluginException.class)
                    .hasMessageStartingWith(jar + ": the scheduler type 'halving' comes from both");
        }
    }

    private static SchedulerSource half() {
        return SchedulerSource.of("a.Half");
    }

    private Path bad(TestJar jar) {
        return jar.write(folder.resolve("bad.jar"));
    }

    private String reason() {
        return reason("bad.jar");
    }

    private String reason(String name) {
        return failure(name).reason();
    }

    private PluginReport.Failure failure() {
        return failure("bad.jar");
    }

    /** Loads it between two good plugins. */
    private PluginReport.Failure failure(String name) {
        TestJar.plugin()
                .scheduler(SchedulerSource.of("good.One").type("good-1"))
                .write(folder.resolve("a-good.jar"));
        TestJar.plugin()
                .scheduler(SchedulerSource.of("good.Two").type("good-2"))
                .write(folder.resolve("z-good.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder))) {
            assertThat(plugins.all(SchedulerProvider.class))
                    .extracting(provider -> provider.type())
                    .contains("good-1", "good-2");
            return failure(plugins, name);
        }
    }

    private static PluginReport.Failure failure(Plugins plugins, String name) {
        return plugins.reports().stream()
                .filter(report -> report.location().endsWith(name))
                .map(PluginReport::failure)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }
}
