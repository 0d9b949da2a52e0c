package io.diffusion4j.pipelines;

import io.diffusion4j.core.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** A process of its own, whose memory nothing else disturbs. Prints the resident memory in KiB after so many rounds. */
final class MemoryProbe {
    private MemoryProbe() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int early = Integer.parseInt(arguments[1]);
        int late = Integer.parseInt(arguments[2]);
        try (Diffusion4J diffusion = Diffusion4J.open()) {
            if (arguments[0].equals("images")) {
                try (Pipeline pipeline = diffusion.load(TinyModel.FOLDER)) {
                    measure(early, late, round -> pipeline.generate(TinyModel.request(round)));
                }
            } else {
                measure(early, late, round -> {
                    try (Pipeline pipeline = diffusion.load(TinyModel.FOLDER)) {
                        pipeline.generate(TinyModel.request(round));
                    }
                });
            }
        }
    }

    private static void measure(int early, int late, IntConsumer round) throws IOException, InterruptedException {
        for (int i = 1; i <= late; i++) {
            round.accept(i);
            if (i == early || i == late) {
                System.out.println(residentKib());
            }
        }
    }

    private static long residentKib() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }
}
