package io.diffusion4j.core.plugin;

import io.diffusion4j.core.spi.SpiVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;

/** What a plugin calls itself. */
record Label(String title, Optional<String> version, Optional<SpiVersion> spi) {
    /** For files that cannot be read. */
    static Label of(Path path) {
        String name = String.valueOf(path.getFileName());
        return new Label(name.replaceFirst("\\.jar$", ""), Optional.empty(), Optional.empty());
    }

    /** From the first jar that offers something. */
    static Label of(Path path, List<PluginJar> offering) {
        Label named = of(path);
        return offering.stream()
                .findFirst()
                .map(jar -> new Label(
                        jar.attribute(Attributes.Name.IMPLEMENTATION_TITLE.toString())
                                .orElse(named.title),
                        jar.attribute(Attributes.Name.IMPLEMENTATION_VERSION.toString()),
                        jar.attribute(SpiVersion.ATTRIBUTE).flatMap(Label::parse)))
                .orElse(named);
    }

    private static Optional<SpiVersion> parse(String text) {
        try {
            return Optional.of(SpiVersion.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
