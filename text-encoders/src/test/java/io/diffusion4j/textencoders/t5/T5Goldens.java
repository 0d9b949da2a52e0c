package io.diffusion4j.textencoders.t5;

import java.nio.file.Path;

/** Where the reference's inputs and outputs lie. */
final class T5Goldens {
    private static final Path ALL = Path.of(System.getProperty("goldens"));

    static final Path T5 = ALL.resolve("t5");
    static final Path TOKENIZER = T5.resolve("tokenizer");
    static final Path SHAPES = ALL.resolve("published-shapes");

    private T5Goldens() {}
}
