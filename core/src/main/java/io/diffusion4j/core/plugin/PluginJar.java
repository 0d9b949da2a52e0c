package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * What a jar says about itself, read without running any code of it.
 *
 * @param services the class names in each service file of Diffusion4J, by interface name
 * @param libtorch an entry that belongs to libtorch or its Java binding, if there is one
 */
record PluginJar(Path path, Map<String, List<String>> services, Attributes manifest, Optional<String> libtorch) {
    private static final String SERVICES = "META-INF/services/";
    private static final Pattern LIBTORCH = Pattern.compile("(META-INF/versions/\\d+/)?org/bytedeco/.+"
            + "|(.*/)?(lib)?(jni)?(torch|c10|javacpp)(_(cpu|cuda|hip|python|global_deps))?\\.(so|dll|dylib)[.\\d]*");

    static PluginJar read(Path path) {
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            return new PluginJar(
                    path,
                    services(jar),
                    manifest == null ? new Attributes() : manifest.getMainAttributes(),
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> LIBTORCH.matcher(name).matches())
                            .findFirst());
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            throw new PluginException(
                    path.getFileName() + " is not a readable jar (" + e.getMessage()
                            + "); it may be damaged or only partly copied, copy it again",
                    e);
        }
    }

    Optional<String> attribute(String name) {
        return Optional.ofNullable(manifest.getValue(name)).filter(value -> !value.isBlank());
    }

    private static Map<String, List<String>> services(JarFile jar) throws IOException {
        Map<String, List<String>> services = new TreeMap<>();
        for (JarEntry entry : jar.stream().toList()) {
            if (entry.getName().startsWith(SERVICES + SharedPackages.SPI)) {
                try (InputStream content = jar.getInputStream(entry)) {
                    services.put(
                            entry.getName().substring(SERVICES.length()),
                            classNames(new String(content.readAllBytes(), StandardCharsets.UTF_8)));
                }
            }
        }
        return services;
    }

    private static List<String> classNames(String serviceFile) {
        return serviceFile
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }
}
