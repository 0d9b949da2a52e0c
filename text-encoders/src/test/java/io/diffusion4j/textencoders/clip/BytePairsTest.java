package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BytePairsTest {
    @Test
    void the_lowest_rank_is_merged_first_and_from_the_left() {
        BytePairs pairs = new BytePairs(Map.of(
                BytePairs.pair(1, 2), new BytePairs.Merge(1, 3),
                BytePairs.pair(2, 1), new BytePairs.Merge(0, 4),
                BytePairs.pair(1, 1), new BytePairs.Merge(2, 5)));

        assertThat(pairs.merge(new int[] {1, 2, 1, 1, 1, 1})).containsExactly(1, 4, 5, 1);
        assertThat(pairs.merge(new int[] {})).isEmpty();
        assertThat(pairs.merge(new int[] {1})).containsExactly(1);
    }

    /** Tokens are made from any two earlier ones, and several pairs may make the same, as in real vocabularies. */
    @Test
    void the_result_is_that_of_merging_by_the_definition() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Map<Long, BytePairs.Merge> merges = randomMerges(random);
            int[] word = random.ints(random.nextInt(60), 0, 3).toArray();

            assertThat(new BytePairs(merges).merge(word)).isEqualTo(byDefinition(merges, word));
        }
    }

    private static Map<Long, BytePairs.Merge> randomMerges(Random random) {
        Map<Long, BytePairs.Merge> merges = new HashMap<>();
        int tokens = 3;
        for (int rank = 0; rank < 40; rank++) {
            long pair = BytePairs.pair(random.nextInt(tokens), random.nextInt(tokens));
            boolean again = tokens > 3 && random.nextInt(3) == 0;
            int token = again ? 3 + random.nextInt(tokens - 3) : tokens++;
            merges.putIfAbsent(pair, new BytePairs.Merge(rank, token));
        }
        return merges;
    }

    private static int[] byDefinition(Map<Long, BytePairs.Merge> merges, int[] word) {
        List<Integer> symbols = new ArrayList<>(IntStream.of(word).boxed().toList());
        while (true) {
            List<Integer> current = symbols;
            var best = IntStream.range(0, current.size() - 1)
                    .mapToLong(i -> BytePairs.pair(current.get(i), current.get(i + 1)))
                    .filter(merges::containsKey)
                    .boxed()
                    .min(java.util.Comparator.comparing(pair -> merges.get(pair).rank()));
            if (best.isEmpty()) {
                return symbols.stream().mapToInt(Integer::intValue).toArray();
            }
            symbols = replaced(symbols, best.get(), merges.get(best.get()).token());
        }
    }

    private static List<Integer> replaced(List<Integer> symbols, long pair, int token) {
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            boolean here = i + 1 < symbols.size() && BytePairs.pair(symbols.get(i), symbols.get(i + 1)) == pair;
            result.add(here ? token : symbols.get(i));
            i += here ? 1 : 0;
        }
        return result;
    }
}
