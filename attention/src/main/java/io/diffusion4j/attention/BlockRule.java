package io.diffusion4j.attention;

/** Decides the size of the blocks that {@link SlicedAttention} computes. */
sealed interface BlockRule {
    Block block(long heads, long queries, long keys, long headSize, long elementBytes);

    /** All heads of one image, and that many query rows. */
    record Rows(long rows) implements BlockRule {
        @Override
        public Block block(long heads, long queries, long keys, long headSize, long elementBytes) {
            return new Block(heads, Math.min(rows, queries));
        }
    }

    /** As many whole heads as fit into the memory, or as many rows of one head; never less than one row. */
    record Memory(long bytes) implements BlockRule {
        @Override
        public Block block(long heads, long queries, long keys, long headSize, long elementBytes) {
            long fitting = Math.max(1, bytes / Block.bytes(keys, headSize, elementBytes));
            return fitting < queries ? new Block(1, fitting) : new Block(Math.min(heads, fitting / queries), queries);
        }
    }
}
