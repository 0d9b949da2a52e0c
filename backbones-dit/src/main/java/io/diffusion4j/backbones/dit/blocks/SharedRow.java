package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Whole numbers that conditioning has in rows, and that a network can take only once for all rows. */
public final class SharedRow {
    private SharedRow() {}

    /**
     * The numbers of one row.
     *
     * @param name of the conditioning, for the message
     * @param rows [batch, ...], int64
     * @throws IllegalArgumentException if the rows differ
     */
    public static long[] of(String name, Tensor rows) {
        long[] all = HostData.longs(rows);
        int width = Math.toIntExact(all.length / rows.size(0));
        for (int i = width; i < all.length; i++) {
            if (all[i] != all[i - width]) {
                throw new IllegalArgumentException(
                        "%s must be the same in all rows of a batch, got %s, %d in a row; call the backbone once for each"
                                .formatted(name, Arrays.toString(all), width));
            }
        }
        return Arrays.copyOf(all, width);
    }
}
