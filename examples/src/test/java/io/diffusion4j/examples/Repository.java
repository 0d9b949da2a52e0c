package io.diffusion4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository with the jars of this build. All else is linked to the repository that this build uses, so
 * nothing is downloaded twice and nothing of this build gets into it.
 */
record Repository(Path folder) {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final String VERSION = System.getProperty("project.version");
    private static final List<Path> OWN = List.of(Path.of("io"), Path.of("io", "diffusion4j"));

    static Repository create() throws IOException {
        Path own = ROOT.resolve("examples/target/repository");
        Path users = Path.of(System.getProperty("maven.repository"));
        link(users, own, Path.of(""));
        link(users, own, OWN.get(0));
        install(ROOT, own, "diffusion4j-parent");
        for (Path pom : list(ROOT, "*/pom.xml")) {
            install(pom.getParent(), own, "diffusion4j-" + pom.getParent().getFileName());
        }
        return new Repository(own);
    }

    private static void link(Path users, Path own, Path group) throws IOException {
        Path folder = Files.createDirectories(own.resolve(group));
        for (Path target : list(users.resolve(group), "*")) {
            Path link = folder.resolve(target.getFileName());
            if (!OWN.contains(own.relativize(link)) && !Files.exists(link)) {
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, target);
            }
        }
    }

    private static void install(Path module, Path own, String artifact) throws IOException {
        Path target = Files.createDirectories(
                own.resolve("io/diffusion4j").resolve(artifact).resolve(VERSION));
        String name = artifact + "-" + VERSION;
        copy(module.resolve("pom.xml"), target.resolve(name + ".pom"));
        Path jar = module.resolve("target").resolve(name + ".jar");
        if (Files.exists(jar)) {
            copy(jar, target.resolve(name + ".jar"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        int depth = glob.split("/").length;
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> !file.equals(folder))
                    .filter(file -> matcher.matches(folder.relativize(file)))
                    .toList();
        }
    }
}
