package io.diffusion4j.core.plugin;

import java.util.List;

/** What every plugin takes from the host instead of from its own jars. */
final class SharedPackages {
    static final String SPI = "io.diffusion4j.core.";

    /** What families of models add to; hosts without pipelines do not have it. */
    private static final String FAMILIES = "io.diffusion4j.pipelines.latent.";

    private static final List<String> CLASSES = List.of(SPI, FAMILIES, "org.bytedeco.", "org.slf4j.");
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
