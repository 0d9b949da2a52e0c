package io.diffusion4j.core.runtime;

/** How many threads one tensor operation may use. */
public final class Threads {
    private Threads() {}

    /** {@code OMP_NUM_THREADS} if set, else the number of physical cores: hyper-threads slow matrix products down. */
    public static int compute() {
        String asked = System.getenv("OMP_NUM_THREADS");
        return asked != null && asked.matches("[1-9]\\d{0,3}") ? Integer.parseInt(asked) : Processor.physicalCores();
    }
}
