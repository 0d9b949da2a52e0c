package io.diffusion4j.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line as a user starts it: the launcher, in a process of its own. */
final class D4j {
    private static final Path ROOT = Path.of(System.getProperty("repository.root"));
    static final Path GOLDENS = ROOT.resolve("goldens");
    /** A whole Stable Diffusion 1.5 with very few channels. */
    static final Path TINY_MODEL = GOLDENS.resolve("pipelines/models/sd15");

    private static final int SECONDS = 120;

    private D4j() {}

    /** A process that has ended. */
    record Ended(int exitCode, String out, String err) {
        Ended succeeded() {
            assertThat(exitCode).as(err).isZero();
            return this;
        }

        /** What the one line on standard error says, and that the command refused and printed nothing else. */
        String refusal() {
            assertThat(exitCode).as(err).isEqualTo(2);
            assertThat(out).isEmpty();
            assertThat(err.lines()).hasSize(1);
            assertThat(err).startsWith("d4j: ");
            return err.strip().substring("d4j: ".length());
        }
    }

    /** A process that was started in a folder. */
    record Started(Process process, Path out, Path err) {
        Ended end() {
            try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running after " + SECONDS + " s: " + Files.readString(err));
                }
                return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Runs a command in a folder, to its end. */
    static Ended run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("d4j").toString()));
        command.addAll(List.of(arguments));
        return start(folder, command).end();
    }

    /** Starts the command that interrupts can reach, even if the tests themselves run where they are ignored. */
    static Started startInterruptible(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("env", "--default-signal=INT", ROOT.resolve("d4j").toString()));
        command.addAll(List.of(arguments));
        return start(folder, command);
    }

    /** Runs a command whose files cannot grow above that many bytes. */
    static Ended runWithFileLimit(Path folder, long bytes, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "-c",
                "ulimit -f " + bytes / 1024 + "; exec \"$@\"",
                "bash",
                ROOT.resolve("d4j").toString()));
        command.addAll(List.of(arguments));
        return start(folder, command).end();
    }

    private static Started start(Path folder, List<String> command) {
        try {
            Path logs = Files.createTempDirectory("d4j");
            Path out = logs.resolve("out");
            Path err = logs.resolve("err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("D4J_NO_BUILD", "1");
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putIfAbsent("OMP_NUM_THREADS", "1"); // two of them run at a time
            builder.environment().remove("D4J_PLUGINS");
            return new Started(builder.start(), out, err);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything below a folder, sorted. */
    static List<String> tree(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(folder::relativize).map(Path::toString).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
