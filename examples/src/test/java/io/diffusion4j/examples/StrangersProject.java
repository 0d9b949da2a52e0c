package io.diffusion4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A project with a pom of its own, and Maven to build it. */
record StrangersProject(Path folder) {
    static StrangersProject of(String name) {
        return new StrangersProject(
                Path.of(System.getProperty("repository.root"), "examples").resolve(name));
    }

    /** {@code mvn package} from nothing, tests included; returns what Maven printed. */
    String build() throws IOException, InterruptedException {
        delete(folder.resolve("target"));
        Path repository = Repository.create().folder();
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "-Dmaven.repo.local=" + repository,
                "-Djavacpp.platform.custom",
                "-Djavacpp.platform.host"));
        addSettings(words, "--settings", "maven.user.settings");
        addSettings(words, "--global-settings", "maven.global.settings");
        if (System.getProperty("maven.mode").equals("offline true")) {
            words.add("--offline");
        }
        words.add("package");
        return new Command(folder, Map.of(), words).succeed();
    }

    private static void addSettings(List<String> words, String option, String property) {
        Path file = Path.of(System.getProperty(property));
        if (Files.isRegularFile(file)) {
            words.addAll(List.of(option, file.toString()));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
