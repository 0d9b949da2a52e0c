package io.diffusion4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./d4j} in the root of the repository, as this build made it. */
final class Launcher {
    static final Path ROOT = Path.of(System.getProperty("repository.root"));

    private Launcher() {}

    /** Runs it, expects success, and returns what it printed. */
    static String d4j(Object... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(ROOT.resolve("d4j").toString()));
        List.of(arguments).forEach(argument -> words.add(argument.toString()));
        return new Command(ROOT, Map.of("D4J_NO_BUILD", "1"), words).succeed();
    }
}
