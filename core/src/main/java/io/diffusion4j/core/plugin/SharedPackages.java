package io.diffusion4j.core.plugin;

import java.util.List;

/** What every plugin takes from the host instead of from its own jars. */
final class SharedPackages {
    static final String SPI = "io.diffusion4j.core.";

    private static final List<String> CLASSES = List.of(SPI, "org.bytedeco.", "org.slf4j.");
    private static final List<String> RESOURCES =
            CLASSES.stream().map(prefix -> prefix.replace('.', '/')).toList();

    private SharedPackages() {}

    static boolean holdsClass(String name) {
        return CLASSES.stream().anyMatch(name::startsWith);
    }

    static boolean holdsResource(String name) {
        return RESOURCES.stream().anyMatch(name::startsWith);
    }
}
