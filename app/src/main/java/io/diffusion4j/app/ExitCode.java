package io.diffusion4j.app;

import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.error.DiffusionException;
import io.diffusion4j.core.error.NonFiniteException;
import io.diffusion4j.core.error.OutOfDeviceMemory;

/** What the process returns to its caller. */
final class ExitCode {
    static final int OK = 0;
    /** A fault of the machine or of ours; or, for {@code parity}, a case that failed. */
    static final int FAILED = 1;
    /** What was asked for cannot be done: settings, files, plugins. */
    static final int BAD_INPUT = 2;

    static final int OUT_OF_MEMORY = 3;
    /** A part gave values that are not numbers or infinite. */
    static final int NON_FINITE = 4;
    /** 128 + SIGINT, as shells have it. */
    static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(Throwable error) {
        if (error instanceof OutOfDeviceMemory || error instanceof OutOfMemoryError) {
            return OUT_OF_MEMORY;
        }
        if (error instanceof CancelledException) {
            return CANCELLED;
        }
        if (error instanceof NonFiniteException) {
            return NON_FINITE;
        }
        return error instanceof DiffusionException known && known.isBadInput() ? BAD_INPUT : FAILED;
    }
}
