package io.diffusion4j.attention;

/** How many heads and query rows are computed at once. */
record Block(long heads, long rows) {
    /** What one row of one head takes: its scores, their probabilities, and its result. */
    static long bytes(long keys, long headSize, long elementBytes) {
        return (2 * keys + headSize) * elementBytes;
    }
}
