package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.spi.SpiVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The services of one plugin, and the class loader that they live in. */
record LoadedPlugin(List<Found> services, PluginClassLoader loader) implements AutoCloseable {
    /** Checks what the jars declare; no code of theirs runs. */
    static void check(List<PluginJar> jars) {
        for (PluginJar jar : jars) {
            jar.libtorch().ifPresent(entry -> {
                throw new PluginException(("%s brings its own libtorch (%s), which cannot be loaded next to the host's;"
                                + " leave org.bytedeco out of the plugin (scope provided)")
                        .formatted(jar.path().getFileName(), entry));
            });
        }
        List<PluginJar> offering = offering(jars);
        if (offering.isEmpty()) {
            throw new PluginException("offers nothing: there is no META-INF/services/%s*Provider file in it"
                    .formatted(SharedPackages.SPI));
        }
        offering.forEach(LoadedPlugin::checkVersion);
    }

    static List<PluginJar> offering(List<PluginJar> jars) {
        return jars.stream().filter(jar -> !jar.services().isEmpty()).toList();
    }

    /** Makes every service that the jars list, or none. */
    static LoadedPlugin load(String location, List<PluginJar> jars, ClassLoader host) {
        PluginClassLoader loader = new PluginClassLoader(
                location, jars.stream().map(PluginJar::path).toList(), host);
        try (ContextLoader context = new ContextLoader(loader)) {
            List<Found> services = new ArrayList<>();
            for (PluginJar jar : offering(jars)) {
                for (Map.Entry<String, List<String>> file : jar.services().entrySet()) {
                    addServices(services, file, location, loader);
                }
            }
            return new LoadedPlugin(List.copyOf(services), loader);
        } catch (PluginException | Error e) {
            close(loader);
            throw e;
        }
    }

    @Override
    public void close() {
        close(loader);
    }

    private static void addServices(
            List<Found> services, Map.Entry<String, List<String>> file, String location, ClassLoader loader) {
        if (file.getValue().isEmpty()) {
            throw new PluginException("META-INF/services/%s names no class".formatted(file.getKey()));
        }
        for (String className : file.getValue()) {
            ServiceClass found = ServiceClass.find(file.getKey(), className, loader);
            Found service = Found.describe(found.kind(), found.create(), location);
            service.checkDistinct(services);
            services.add(service);
        }
    }

    private static void checkVersion(PluginJar jar) {
        String wanted = jar.attribute(SpiVersion.ATTRIBUTE)
                .orElseThrow(() -> new PluginException("%s does not say which SPI it was built for;"
                                .formatted(jar.path().getFileName())
                        + " add '%s: %s' to META-INF/MANIFEST.MF".formatted(SpiVersion.ATTRIBUTE, SpiVersion.CURRENT)));
        SpiVersion version;
        try {
            version = SpiVersion.parse(wanted);
        } catch (IllegalArgumentException e) {
            throw new PluginException(
                    "%s in META-INF/MANIFEST.MF of %s: %s"
                            .formatted(SpiVersion.ATTRIBUTE, jar.path().getFileName(), e.getMessage()),
                    e);
        }
        if (!SpiVersion.CURRENT.runs(version)) {
            throw new PluginException("%s was built for SPI %s, this is SPI %s; %s"
                    .formatted(jar.path().getFileName(), version, SpiVersion.CURRENT, advice(version)));
        }
    }

    private static String advice(SpiVersion version) {
        return version.major() < SpiVersion.CURRENT.major()
                ? "get a newer version of the plugin"
                : "get a newer Diffusion4J, or a version of the plugin for this one";
    }

    private static void close(PluginClassLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
