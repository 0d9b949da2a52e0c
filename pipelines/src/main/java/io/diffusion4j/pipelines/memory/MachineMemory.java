package io.diffusion4j.pipelines.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** The memory of this machine and process as Linux tells it; elsewhere nothing is known. All in bytes. */
public final class MachineMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path GROUP = Path.of("/sys/fs/cgroup");

    private MachineMemory() {}

    /** What new allocations may take: of the machine, or of the container if that allows less. */
    public static OptionalLong free() {
        return LongStream.concat(kibibytes(Path.of("/proc/meminfo"), "MemAvailable").stream(), groupFree().stream())
                .min();
    }

    /** What the process holds now. */
    public static OptionalLong resident() {
        return kibibytes(STATUS, "VmRSS");
    }

    /** The most that it has ever held. */
    public static OptionalLong peak() {
        return kibibytes(STATUS, "VmHWM");
    }

    /** Pages of files can be taken back, so they do not count as used. */
    private static OptionalLong groupFree() {
        OptionalLong limit = number(GROUP.resolve("memory.max"), "\\d+");
        OptionalLong used = number(GROUP.resolve("memory.stat"), "anon \\d+");
        return limit.isPresent() && used.isPresent()
                ? OptionalLong.of(Math.max(0, limit.getAsLong() - used.getAsLong()))
                : OptionalLong.empty();
    }

    private static OptionalLong kibibytes(Path file, String field) {
        OptionalLong value = number(file, field + ":.*kB");
        return value.isPresent() ? OptionalLong.of(value.getAsLong() << 10) : value;
    }

    private static OptionalLong number(Path file, String line) {
        try {
            return Files.isReadable(file)
                    ? Files.readAllLines(file).stream()
                            .filter(l -> l.matches(line))
                            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                            .findFirst()
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
