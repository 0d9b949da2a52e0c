package io.diffusion4j.backbones.dit.mmdit;

import io.diffusion4j.backbones.dit.blocks.SharedRow;
import io.diffusion4j.core.backbone.Conditioning;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The blocks that a call leaves out, to see what the model makes without them: for skip-layer guidance. */
record SkippedBlocks(Set<Long> indices) {

    /** @throws IllegalArgumentException if the rows do not leave out the same ones */
    static SkippedBlocks of(Conditioning conditioning) {
        long[] indices = conditioning
                .find(Conditioning.SKIP_LAYERS)
                .map(rows -> SharedRow.of(Conditioning.SKIP_LAYERS, rows))
                .orElse(new long[0]);
        return new SkippedBlocks(LongStream.of(indices).boxed().collect(Collectors.toSet()));
    }

    boolean contains(long block) {
        return indices.contains(block);
    }
}
