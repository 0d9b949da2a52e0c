package io.diffusion4j.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which pictures are in which bucket.
 *
 * @param bucketOf the bucket of each picture
 * @param counts how many each bucket has
 */
record Members(Buckets buckets, int[] bucketOf, int[] counts) {
    static Members of(Buckets buckets, List<Extent> extents) {
        int[] bucketOf = new int[extents.size()];
        int[] counts = new int[buckets.sizes().size()];
        for (int number = 0; number < bucketOf.length; number++) {
            bucketOf[number] = buckets.nearest(extents.get(number));
            counts[bucketOf[number]]++;
        }
        return new Members(buckets, bucketOf, counts);
    }

    /** The pictures in the bucket of that size. */
    long[] of(Extent size) {
        int bucket = buckets.sizes().indexOf(size);
        return IntStream.range(0, bucketOf.length)
                .filter(number -> bucketOf[number] == bucket)
                .asLongStream()
                .toArray();
    }

    /** How many whole batches the first epochs have together. */
    long batches(long epochs, int batchSize) {
        long total = 0;
        for (int count : counts) {
            total += epochs * count / batchSize;
        }
        return total;
    }

    /** One empty list for each bucket. */
    List<List<Integer>> emptyLists() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            lists.add(new ArrayList<>());
        }
        return lists;
    }
}
