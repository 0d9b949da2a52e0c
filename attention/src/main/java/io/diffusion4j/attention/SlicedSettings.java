package io.diffusion4j.attention;

import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.Range;
import java.util.Optional;

/**
 * How much is attended to at once.
 *
 * @param rows query rows per block, of all heads of one image; absent: as many as {@code memoryMib} allows
 * @param memoryMib what one block may take, in MiB; a single row is computed even if it takes more
 */
@Doc("Attention in blocks of query rows, for little memory.")
public record SlicedSettings(
        @Doc("Query rows per block, of all heads of one image; left out, memory-mib decides.") @Range(min = 1)
        Optional<Integer> rows,

        @Doc("Memory that one block may take, in MiB.") @Range(min = 0.001, max = 1_048_576)
        double memoryMib) {
    private static final long MIB = 1024 * 1024;

    public SlicedSettings {
        Constraints.check(SlicedSettings.class, rows, memoryMib);
    }

    public static SlicedSettings defaults() {
        return new SlicedSettings(Optional.empty(), 64);
    }

    BlockRule blockRule() {
        return rows.<BlockRule>map(BlockRule.Rows::new).orElseGet(() -> new BlockRule.Memory((long) (memoryMib * MIB)));
    }
}
