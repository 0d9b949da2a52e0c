package io.diffusion4j.app.doctor;

import io.diffusion4j.core.runtime.Processor;
import io.diffusion4j.core.runtime.Threads;
import io.diffusion4j.core.runtime.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What can be told without the native libraries: versions, processor, memory, environment. */
public final class MachineFindings {
    private static final long GIB = 1L << 30;

    private MachineFindings() {}

    public static List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("version", "Diffusion4J " + Version.current()));
        findings.add(Finding.ok("java", Runtime.version() + " from " + System.getProperty("java.vendor")));
        findings.add(Finding.ok(
                "processor",
                Processor.name() + ", bfloat16 in hardware: " + (Processor.multipliesBfloat16() ? "yes" : "no")));
        findings.add(threads());
        findings.add(memory());
        findings.add(hugePages());
        findings.add(keptMemory());
        return findings;
    }

    private static Finding threads() {
        int used = Threads.compute();
        int cores = Processor.physicalCores();
        String text = used + " compute threads, " + cores + " physical cores";
        return used > cores
                ? Finding.warning("threads", text + "; more threads than cores are slower, lower OMP_NUM_THREADS")
                : Finding.ok("threads", text);
    }

    private static Finding memory() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    long bytes = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                    String text = "%.1f GiB available".formatted(bytes / (double) GIB);
                    return bytes < 4 * GIB
                            ? Finding.warning("memory", text + "; full-size models need 4 GiB or more")
                            : Finding.ok("memory", text);
                }
            }
        } catch (IOException e) {
            // Only Linux tells; elsewhere nothing is known.
        }
        return Finding.ok("memory", "unknown on " + System.getProperty("os.name"));
    }

    private static Finding hugePages() {
        return "1".equals(System.getenv("THP_MEM_ALLOC_ENABLE"))
                ? Finding.ok("huge pages", "asked for")
                : Finding.warning(
                        "huge pages",
                        "not asked for: set THP_MEM_ALLOC_ENABLE=1 before the process starts, as d4j does");
    }

    private static Finding keptMemory() {
        String tunables = System.getenv("GLIBC_TUNABLES");
        return tunables != null && tunables.contains("trim_threshold")
                ? Finding.ok("allocator", "keeps freed memory")
                : Finding.warning(
                        "allocator",
                        "gives big blocks back at every layer: set GLIBC_TUNABLES before the process starts, as d4j does");
    }
}
