package io.diffusion4j.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Service;
import io.diffusion4j.core.spi.SpiVersion;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    Path folder;

    @Test
    void a_jar_in_the_folder_is_reported_with_what_it_offers() {
        Path jar = TestJar.plugin()
                .attribute("Implementation-Title", "Halves")
                .attribute("Implementation-Version", "2.5")
                .scheduler(SchedulerSource.of("a.Half"))
                .write(folder.resolve("half.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder))) {
            assertThat(plugins.reports())
                    .contains(new PluginReport(
                            jar.toString(),
                            false,
                            "Halves",
                            Optional.of("2.5"),
                            Optional.of(new SpiVersion(1, 0)),
                            List.of(new PluginReport.Offer("scheduler", "halving", "Halves what the model sees.")),
                            Optional.empty()));
        }
    }

    @Test
    void a_plugins_scheduler_computes_on_the_hosts_libtorch() {
        TestJar.plugin().scheduler(SchedulerSource.of("a.Half")).write(folder.resolve("half.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder));
                Scope scope = Scope.open()) {
            SchedulerProvider<?> provider =
                    plugins.find(SchedulerProvider.class, "halving").orElseThrow();
            Scheduler scheduler = Part.of(provider, settings(provider))
                    .create(Scheduler.class, PartContext.bare(new Device("cpu"), DType.FLOAT32));
            Tensor sample = HostData.tensor(new float[] {2, 4, -6, 8}, 1, 1, 2, 2);
            Tensor seen = scheduler.plan(PlanRequest.ofSteps(1)).modelInput(SamplerState.begin(sample, 0));
            assertThat(HostData.floats(seen)).containsExactly(1, 2, -3, 4);
        }
    }

    @Test
    void a_plugin_may_bring_native_files_that_are_not_libtorch() {
        TestJar.plugin()
                .scheduler(SchedulerSource.of("a.Half"))
                .entry("natives/libtorch_scatter.so", "")
                .write(folder.resolve("half.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder))) {
            assertThat(plugins.find(SchedulerProvider.class, "halving")).isPresent();
        }
    }

    @Test
    void the_plugins_of_all_folders_are_sorted_by_type() {
        TestJar.plugin().scheduler(SchedulerSource.of("a.Z").type("z")).write(folder.resolve("one/z.jar"));
        TestJar.plugin().scheduler(SchedulerSource.of("a.M").type("m")).write(folder.resolve("two/m.jar"));
        TestJar.plugin().scheduler(SchedulerSource.of("a.A").type("a+b-2.0")).write(folder.resolve("two/n.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder.resolve("one"), folder.resolve("two")))) {
            assertThat(plugins.all(SchedulerProvider.class))
                    .extracting(provider -> provider.type())
                    .containsExactly("a+b-2.0", "m", "z");
        }
    }

    @Test
    void a_folder_given_twice_is_loaded_once() {
        TestJar.plugin().scheduler(SchedulerSource.of("a.Half")).write(folder.resolve("half.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder, folder.resolve("../" + folder.getFileName())))) {
            assertThat(plugins.reports())
                    .filteredOn(report -> !report.builtIn())
                    .hasSize(1);
        }
    }

    @Test
    void files_that_are_not_jars_are_passed_over() throws IOException {
        Files.writeString(folder.resolve("README.md"), "mine");
        Files.createDirectory(folder.resolve(".git"));
        try (Plugins plugins = Plugins.load(List.of(folder))) {
            assertThat(plugins.reports()).noneMatch(report -> !report.builtIn());
        }
    }

    @Test
    void a_pipeline_of_a_plugin_is_found_like_a_part() {
        TestJar.plugin()
                .source("a.Line", """
                        package a;
                        public class Line implements io.diffusion4j.core.pipeline.PipelineProvider {
                            public String type() { return "line"; }
                            public String summary() { return "Draws a line."; }
                            public java.util.Set<String> pipelineClasses() { return java.util.Set.of("LinePipeline"); }
                            public io.diffusion4j.core.pipeline.Pipeline create(
                                    io.diffusion4j.core.pipeline.PipelineContext context) { return null; }
                        }
                        """)
                .service(PipelineProvider.class, "# ours\na.Line # the only one\n")
                .write(folder.resolve("line.jar"));
        try (Plugins plugins = Plugins.load(List.of(folder))) {
            assertThat(plugins.find(PipelineProvider.class, "line")).isPresent();
        }
    }

    @Test
    void the_class_path_is_listed_as_built_in() throws IOException {
        Path jar = TestJar.bare()
                .attribute("Implementation-Title", "Ours")
                .scheduler(SchedulerSource.of("a.Half"))
                .write(folder.resolve("lib/ours.jar"));
        try (URLClassLoader host = host(jar);
                Plugins plugins = Plugins.load(List.of(), host)) {
            assertThat(plugins.reports()).anySatisfy(report -> {
                assertThat(report.location()).isEqualTo(jar.toString());
                assertThat(report.builtIn()).isTrue();
                assertThat(report.title()).isEqualTo("Ours");
                assertThat(report.offers()).extracting(PluginReport.Offer::type).containsExactly("halving");
            });
        }
    }

    @Test
    void a_bad_jar_on_the_class_path_is_reported_and_the_rest_of_it_works() throws IOException {
        Path jar = TestJar.bare()
                .scheduler(SchedulerSource.of("a.Half"))
                .scheduler(SchedulerSource.of("a.Bad")
                        .type("bad")
                        .member("public Bad() { throw new IllegalStateException(\"no\"); }"))
                .service(PipelineProvider.class, "a.Gone\n")
                .write(folder.resolve("lib/ours.jar"));
        try (URLClassLoader host = host(jar);
                Plugins plugins = Plugins.load(List.of(), host)) {
            assertThat(plugins.find(SchedulerProvider.class, "halving")).isPresent();
            assertThat(plugins.reports())
                    .flatExtracting(report -> report.failure().stream()
                            .map(PluginReport.Failure::reason)
                            .toList())
                    .containsExactlyInAnyOrder(
                            "the constructor of a.Bad fails with java.lang.IllegalStateException: no",
                            "io.diffusion4j.core.pipeline.PipelineProvider: Provider a.Gone not found");
        }
    }

    @Test
    void every_service_interface_of_core_is_a_listed_kind() throws Exception {
        Path classes = Path.of(Service.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (var files = Files.walk(classes)) {
            List<String> interfaces = files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.replace(".class", "").replace('/', '.'))
                    .filter(name -> !name.endsWith("-info") && !name.startsWith("io.diffusion4j.core.spi."))
                    .filter(PluginsTest::isService)
                    .toList();
            assertThat(Kinds.ALL).extracting(Class::getName).containsExactlyInAnyOrderElementsOf(interfaces);
        }
    }

    @Test
    void a_kind_is_named_after_its_interface() {
        assertThat(Kinds.ALL)
                .extracting(Kinds::name)
                .containsExactly(
                        "attention",
                        "autoencoder",
                        "backbone",
                        "checkpoint-layout",
                        "control-net",
                        "guidance",
                        "pipeline",
                        "sampling-method",
                        "scheduler",
                        "text-encoder");
    }

    private static boolean isService(String name) {
        try {
            Class<?> type = Class.forName(name, false, PluginsTest.class.getClassLoader());
            return type.isInterface() && Service.class.isAssignableFrom(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Record settings(SchedulerProvider<?> provider) {
        try {
            return (Record) provider.settings().getMethod("defaults").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URLClassLoader host(Path jar) throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, PluginsTest.class.getClassLoader());
    }
}
