package io.diffusion4j.textencoders.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Byte-pair merging, Sennrich et al. 2016: the pair of lowest rank is merged wherever it occurs, until none is left.
 * n log n in the length of the word.
 */
final class BytePairs {
    /** @param rank position in the list of merges @param token the id of the joined symbol */
    record Merge(int rank, int token) {}

    private static final int GONE = -1;

    /** 2^64 over the golden ratio; odd, so that no two pairs share a product. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Map<Long, Merge> merges;

    /** @param merges by {@link #pair} */
    BytePairs(Map<Long, Merge> merges) {
        this.merges = Map.copyOf(merges);
    }

    /** A key for each pair, mixed: the plain bits would give hash codes that collide all the time. */
    static long pair(int left, int right) {
        return join(left, right) * SPREAD;
    }

    private static long join(int high, int low) {
        return (long) high << Integer.SIZE | low;
    }

    /** @param symbols the ids of a word's single bytes @return the ids of its tokens */
    int[] merge(int[] symbols) {
        return new Word(symbols.clone()).merged();
    }

    /** A word under work: a linked list of symbols, and the pairs in it by (rank, position). */
    private final class Word {
        private final int[] symbols;
        private final int[] next;
        private final int[] previous;
        private final PriorityQueue<Long> pairs = new PriorityQueue<>();

        Word(int[] symbols) {
            this.symbols = symbols;
            next = new int[symbols.length];
            previous = new int[symbols.length];
            Arrays.setAll(next, i -> i + 1);
            Arrays.setAll(previous, i -> i - 1);
            for (int i = 0; i < symbols.length; i++) {
                offer(i);
            }
        }

        int[] merged() {
            while (!pairs.isEmpty()) {
                mergeEverywhere(rank(pairs.peek()));
            }
            return Arrays.stream(symbols).filter(s -> s != GONE).toArray();
        }

        /** Pairs that a merge creates wait until that merge is done everywhere, as the definition has it. */
        private void mergeEverywhere(int rank) {
            List<Integer> changed = new ArrayList<>();
            while (!pairs.isEmpty() && rank(pairs.peek()) == rank) {
                int left = pairs.poll().intValue();
                Merge merge = mergeAt(left);
                if (merge != null && merge.rank() == rank) {
                    join(left, merge.token());
                    changed.add(left);
                }
            }
            for (int left : changed) {
                offer(left);
                offer(previous[left]);
            }
        }

        private void join(int left, int token) {
            int right = next[left];
            symbols[left] = token;
            symbols[right] = GONE;
            next[left] = next[right];
            if (next[left] < symbols.length) {
                previous[next[left]] = left;
            }
        }

        private void offer(int left) {
            Merge merge = mergeAt(left);
            if (merge != null) {
                pairs.add(BytePairs.join(merge.rank(), left));
            }
        }

        private Merge mergeAt(int left) {
            return left >= 0 && symbols[left] != GONE && next[left] < symbols.length
                    ? merges.get(pair(symbols[left], symbols[next[left]]))
                    : null;
        }

        private static int rank(long pair) {
            return (int) (pair >> Integer.SIZE);
        }
    }
}
