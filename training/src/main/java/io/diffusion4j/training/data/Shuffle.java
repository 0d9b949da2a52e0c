package io.diffusion4j.training.data;

import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The batches of one resolution, epoch after epoch; the epoch that was asked for last is kept. */
final class Shuffle {
    private final Members members;
    private final int batchSize;
    private final int resolution;
    private volatile Epoch current = new Epoch(0, -1, List.of());

    /** @param batches in the order in which they become full */
    private record Epoch(long seed, long number, List<Batch> batches) {}

    Shuffle(Members members, int batchSize, int resolution) {
        this.members = members;
        this.batchSize = batchSize;
        this.resolution = resolution;
    }

    /** @param index of the batch, counted from the first one of this resolution */
    Batch batch(long seed, long index) {
        long number = epochOf(index);
        Epoch epoch = current;
        if (epoch.number != number || epoch.seed != seed) {
            epoch = new Epoch(seed, number, fill(seed, number));
            current = epoch;
        }
        return epoch.batches.get((int) (index - members.batches(number, batchSize)));
    }

    /** The pictures of each bucket that has any, by number. */
    List<Batch> all() {
        return members.buckets().sizes().stream()
                .map(size -> new Batch(members.of(size), size))
                .filter(batch -> batch.numbers().length > 0)
                .toList();
    }

    /** The epoch whose pictures complete the batch. */
    private long epochOf(long index) {
        long low = 0;
        long high = Math.addExact(index, 1) * batchSize;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (members.batches(middle + 1, batchSize) > index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private List<Batch> fill(long seed, long epoch) {
        List<List<Integer>> waiting = leftOver(seed, epoch);
        List<Batch> full = new ArrayList<>();
        for (int number : shuffled(seed, epoch)) {
            List<Integer> bucket = waiting.get(members.bucketOf()[number]);
            bucket.add(number);
            if (bucket.size() == batchSize) {
                long[] numbers = bucket.stream().mapToLong(Integer::longValue).toArray();
                full.add(new Batch(numbers, members.buckets().sizes().get(members.bucketOf()[number])));
                bucket.clear();
            }
        }
        return full;
    }

    /** The pictures that earlier epochs gave to no batch: the last ones of each bucket, found by going back. */
    private List<List<Integer>> leftOver(long seed, long epoch) {
        int[] missing = members.counts().clone();
        for (int i = 0; i < missing.length; i++) {
            missing[i] = (int) (epoch * missing[i] % batchSize);
        }
        List<List<Integer>> found = members.emptyLists();
        for (long before = epoch - 1; anyLeft(missing); before--) {
            int[] order = shuffled(seed, before);
            for (int i = order.length - 1; i >= 0; i--) {
                int bucket = members.bucketOf()[order[i]];
                if (missing[bucket] > 0) {
                    missing[bucket]--;
                    found.get(bucket).add(0, order[i]);
                }
            }
        }
        return found;
    }

    private static boolean anyLeft(int[] missing) {
        for (int count : missing) {
            if (count > 0) {
                return true;
            }
        }
        return false;
    }

    private int[] shuffled(long seed, long epoch) {
        int[] order = new int[members.bucketOf().length];
        SplittableRandom random = new Draw(seed, epoch, resolution).random("order of pictures");
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
