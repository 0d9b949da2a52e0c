package io.diffusion4j.backbones.dit;

import java.nio.file.Path;

final class Goldens {
    private Goldens() {}

    static Path at(String path) {
        return Path.of(System.getProperty("goldens")).resolve(path);
    }
}
