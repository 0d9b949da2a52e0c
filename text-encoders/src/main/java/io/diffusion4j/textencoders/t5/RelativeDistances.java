package io.diffusion4j.textencoders.t5;

import java.util.stream.LongStream;

/**
 * Sorts the distances between tokens into classes: short ones one by one, longer ones by their logarithm, and those of
 * the two directions apart. Raffel et al. 2020, section 2.1.
 *
 * @param buckets the number of classes, a multiple of 4
 * @param longest the distance from which on all are of one class
 */
record RelativeDistances(int buckets, int longest) {
    /** @param distance the position of the key less that of the query */
    long bucket(long distance) {
        int each = buckets / 2;
        int single = each / 2;
        long length = Math.abs(distance);
        long behind = distance > 0 ? each : 0;
        if (length < single) {
            return behind + length;
        }
        // in float32, as the reference has it: some powers of two lie on the edge of a class
        float share = (float) Math.log((float) length / single) / (float) Math.log((double) longest / single);
        long bucket = single + (long) (share * (each - single));
        return behind + Math.min(bucket, each - 1);
    }

    /** The classes of all distances in a text of that many tokens, from the most negative one on. */
    long[] inTextOf(long tokens) {
        return LongStream.range(1 - tokens, tokens).map(this::bucket).toArray();
    }
}
