package io.diffusion4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run in a folder, as somebody at a terminal would. */
record Command(Path folder, Map<String, String> environment, List<String> words) {
    private static final int MINUTES = 5;

    /** Runs it and returns what it printed; fails the test, with that text, unless it exits with 0. */
    String succeed() throws IOException, InterruptedException {
        Path log = Files.createTempFile("command", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
                String output = Files.readString(log);
                assertThat(ended).as("ends in time: %s%n%s", words, output).isTrue();
                assertThat(process.exitValue())
                        .as("exit code of %s%n%s", words, output)
                        .isZero();
                return output;
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(log);
        }
    }
}
