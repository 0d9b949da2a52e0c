package io.diffusion4j.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @TempDir
    Path temp;

    @Test
    @EnabledOnOs(OS.LINUX)
    void two_hundred_images_need_no_more_memory_than_twenty() throws IOException, InterruptedException {
        assertFlat("images", 20, 200);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void loading_and_closing_gives_all_memory_back() throws IOException, InterruptedException {
        assertFlat("loads", 5, 25);
    }

    @Test
    void a_run_leaves_no_native_object_behind() {
        try (Diffusion4J diffusion = Diffusion4J.open();
                Pipeline pipeline = diffusion.load(TinyModel.FOLDER)) {
            pipeline.generate(TinyModel.request(1));
            long before = Pointer.totalCount();
            for (int i = 0; i < 5; i++) {
                pipeline.generate(TinyModel.request(i).withCount(3).withBatch(2));
            }
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void a_closed_pipeline_leaves_no_native_object_behind() {
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            diffusion.load(TinyModel.FOLDER).close();
            long before = Pointer.totalCount();
            int loads = 5;
            for (int i = 0; i < loads; i++) {
                diffusion.load(TinyModel.FOLDER).close();
            }
            // The device of each is left to the garbage collector.
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before + loads);
        }
    }

    private void assertFlat(String what, int early, int late) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "-Dgoldens=" + System.getProperty("goldens"),
                "-cp",
                System.getProperty("java.class.path"),
                MemoryProbe.class.getName(),
                what,
                String.valueOf(early),
                String.valueOf(late));
        Path log = temp.resolve("log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        List<Long> kib;
        try (var output = process.inputReader()) {
            kib = output.lines().map(Long::valueOf).toList();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
        assertThat(kib.get(1))
                .as("KiB after %d and %d %s: %s", early, late, what, kib)
                .isLessThan(kib.get(0) * 102 / 100);
    }

    private static String read(Path file) {
        try {
            return java.nio.file.Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
