package io.diffusion4j.training.text;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.textencoders.clip.ClipTokenizerFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Learns merges by byte-pair encoding, Sennrich et al. 2016: the pair of symbols that is most frequent in the captions
 * becomes a symbol, again and again. Of equally frequent pairs the first in alphabetical order is taken, so the same
 * captions give the same merges in whatever order they come. Used once, by one thread.
 */
public final class BytePairLearner {
    private static final Comparator<Map.Entry<SymbolPair, Long>> BEST = Map.Entry.<SymbolPair, Long>comparingByValue()
            .thenComparing(Map.Entry.comparingByKey(Comparator.comparing(SymbolPair::left)
                    .thenComparing(SymbolPair::right)
                    .reversed()));

    private final List<List<String>> words = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final Map<SymbolPair, Long> pairs = new HashMap<>();
    private final Map<SymbolPair, Set<Integer>> places = new HashMap<>();

    private BytePairLearner(WordCounts captions) {
        captions.counts().forEach((word, count) -> {
            words.add(word);
            counts.add(count);
            count(words.size() - 1, 1);
        });
    }

    /**
     * @param vocabularySize with the single bytes and the two marks; fewer if all words of the captions are tokens before
     * @return merges for {@link ClipTokenizerFiles}
     * @throws ConfigurationException if not even the bytes fit
     */
    public static List<String> merges(Stream<String> captions, int vocabularySize) {
        int most = vocabularySize - ClipTokenizerFiles.tokensWithoutMerges();
        if (most < 0) {
            throw new ConfigurationException(
                    "a vocabulary has %d tokens for bytes and marks alone; give it that many or more, got %d"
                            .formatted(ClipTokenizerFiles.tokensWithoutMerges(), vocabularySize));
        }
        return new BytePairLearner(WordCounts.of(captions)).learn(most);
    }

    private List<String> learn(int most) {
        List<String> merges = new ArrayList<>();
        // Two merges may build one token.
        Set<String> tokens = new HashSet<>();
        while (tokens.size() < most && !pairs.isEmpty()) {
            SymbolPair best = pairs.entrySet().stream().max(BEST).orElseThrow().getKey();
            for (int word : List.copyOf(places.get(best))) {
                count(word, -1);
                words.set(word, merged(words.get(word), best));
                count(word, 1);
            }
            merges.add(best.toString());
            tokens.add(best.joined());
        }
        return merges;
    }

    /** Adds the pairs of a word to what is known, or takes them away. @param sign 1 or -1 */
    private void count(int number, int sign) {
        List<String> word = words.get(number);
        for (int i = 0; i + 1 < word.size(); i++) {
            SymbolPair pair = new SymbolPair(word.get(i), word.get(i + 1));
            pairs.merge(pair, sign * counts.get(number), (a, b) -> a + b == 0 ? null : a + b);
            Set<Integer> in = places.computeIfAbsent(pair, any -> new HashSet<>());
            if (sign > 0) {
                in.add(number);
            } else {
                in.remove(number);
            }
        }
    }

    private static List<String> merged(List<String> word, SymbolPair pair) {
        List<String> merged = new ArrayList<>(word.size());
        for (int i = 0; i < word.size(); i++) {
            boolean here = i + 1 < word.size()
                    && word.get(i).equals(pair.left())
                    && word.get(i + 1).equals(pair.right());
            merged.add(here ? pair.joined() : word.get(i));
            i += here ? 1 : 0;
        }
        return merged;
    }
}
