package io.diffusion4j.core.plugin;

import io.diffusion4j.core.spi.Service;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;

/** Compiles sources and packs them into a jar, as a plugin's own build would. */
final class TestJar {
    private static final String CLASS_PATH = Stream.of(Service.class, Tensor.class, Pointer.class)
            .map(TestJar::home)
            .collect(Collectors.joining(System.getProperty("path.separator")));

    private final Manifest manifest = new Manifest();
    private final List<JavaFileObject> sources = new ArrayList<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String hidden = "";

    private TestJar() {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    }

    /** A jar that says nothing in its manifest. */
    static TestJar bare() {
        return new TestJar();
    }

    /** A jar for the SPI of this host. */
    static TestJar plugin() {
        return bare().attribute("Diffusion4J-Spi", "1.0");
    }

    TestJar attribute(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    TestJar source(String className, String text) {
        sources.add(
                new SimpleJavaFileObject(
                        URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                });
        return this;
    }

    TestJar entry(String name, String text) {
        entries.put(name, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Compiles that class but leaves it out of the jar. */
    TestJar without(String className) {
        hidden = className.replace('.', '/') + ".class";
        return this;
    }

    TestJar service(Class<?> kind, String classNames) {
        return entry("META-INF/services/" + kind.getName(), classNames);
    }

    /** A scheduler provider and the service file that lists it. */
    TestJar scheduler(SchedulerSource source) {
        String file = "META-INF/services/io.diffusion4j.core.sampling.SchedulerProvider";
        String before = Optional.ofNullable(entries.get(file))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return source(source.className(), source.text()).entry(file, before + source.className() + "\n");
    }

    Path write(Path path) {
        try {
            Files.createDirectories(path.getParent());
            compile();
            try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path), manifest)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new JarEntry(entry.getKey()));
                    jar.write(entry.getValue());
                    jar.closeEntry();
                }
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile() throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        Path classes = Files.createTempDirectory("classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "-classpath", CLASS_PATH, "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            if (!compiler.getTask(messages, files, null, options, null, sources).call()) {
                throw new IllegalStateException(messages.toString());
            }
        }
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!name.equals(hidden)) {
                    entries.put(name, Files.readAllBytes(file));
                }
            }
        }
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
