package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/** The blocks that a call leaves out, to see what the model makes without them: for skip-layer guidance. */
record SkippedBlocks(Set<Long> indices) {

    /** @throws IllegalArgumentException if the rows do not leave out the same ones */
    static SkippedBlocks of(Conditioning conditioning) {
        return conditioning
                .find(Conditioning.SKIP_LAYERS)
                .map(SkippedBlocks::same)
                .orElse(new SkippedBlocks(Set.of()));
    }

    boolean contains(long block) {
        return indices.contains(block);
    }

    private static SkippedBlocks same(Tensor rows) {
        long[] all = HostData.longs(rows);
        int width = (int) rows.size(1);
        for (int i = width; i < all.length; i++) {
            if (all[i] != all[i - width]) {
                throw new IllegalArgumentException(Conditioning.SKIP_LAYERS
                        + " must be the same in all rows of a batch, got " + Arrays.toString(all) + ", " + width
                        + " in a row; call the backbone once for each");
            }
        }
        return new SkippedBlocks(LongStream.of(all).limit(width).boxed().collect(Collectors.toSet()));
    }
}
