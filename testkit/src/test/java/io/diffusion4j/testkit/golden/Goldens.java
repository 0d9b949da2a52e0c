package io.diffusion4j.testkit.golden;

import java.nio.file.Path;

/** The repository's golden data. */
final class Goldens {
    private Goldens() {}

    static Path at(String path) {
        return Path.of(System.getProperty("goldens")).resolve(path);
    }
}
