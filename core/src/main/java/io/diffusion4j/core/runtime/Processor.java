package io.diffusion4j.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The processor of this machine, as Linux describes it; elsewhere only architecture and logical cores are known. */
public final class Processor {
    private static final String INFO = read();

    private Processor() {}

    /** The model name, or the architecture where that is unknown. */
    public static String name() {
        String model = field("model name");
        return model.isEmpty() ? System.getProperty("os.arch") : model;
    }

    /** Whether it multiplies bfloat16 in hardware (AVX512-BF16 or AMX). */
    public static boolean multipliesBfloat16() {
        List<String> flags = List.of(field("flags").split(" "));
        return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
    }

    /** Physical cores that this process may run on. */
    public static int physicalCores() {
        Set<String> cores = new HashSet<>();
        String socket = "";
        for (String line : INFO.split("\n")) {
            if (line.startsWith("physical id")) {
                socket = line;
            } else if (line.startsWith("core id")) {
                cores.add(socket + line);
            }
        }
        int logical = Runtime.getRuntime().availableProcessors();
        return cores.isEmpty() ? logical : Math.min(logical, cores.size());
    }

    private static String field(String name) {
        return INFO.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String read() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        try {
            return Files.isReadable(cpuInfo) ? Files.readString(cpuInfo) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
