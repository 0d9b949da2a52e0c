package io.diffusion4j.textencoders.clip;

import io.diffusion4j.core.error.CheckpointException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens, their ids, and the merges that words are built with. Immutable. */
final class ClipVocabulary {
    static final String START_OF_TEXT = "<|startoftext|>";
    static final String END_OF_TEXT = "<|endoftext|>";
    static final String END_OF_WORD = "</w>";

    private final String location;
    private final Map<String, Integer> ids;
    private final int size;
    private final BytePairs pairs;

    /** @param merges lines of two symbols, most frequent first @param location for messages */
    ClipVocabulary(Map<String, Integer> ids, List<String> merges, String location) {
        this.location = location;
        this.ids = Map.copyOf(ids);
        this.size = 1 + ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
        this.pairs = new BytePairs(byPair(merges));
    }

    /** The vocabulary that the merges imply: each byte, each byte at the end of a word, each merge, the two marks. */
    static ClipVocabulary ofMerges(List<String> merges, String location) {
        List<String> tokens = new ArrayList<>(ByteAlphabet.inTokenOrder());
        ByteAlphabet.inTokenOrder().forEach(character -> tokens.add(character + END_OF_WORD));
        merges.forEach(line -> tokens.add(line.replace(" ", "")));
        tokens.add(START_OF_TEXT);
        tokens.add(END_OF_TEXT);
        Map<String, Integer> ids = new HashMap<>();
        // Two merges may build one token.
        tokens.forEach(token -> ids.putIfAbsent(token, ids.size()));
        return new ClipVocabulary(ids, merges, location);
    }

    /** @throws CheckpointException if there is no such token */
    int id(String token) {
        Integer id = ids.get(token);
        if (id == null) {
            throw new CheckpointException("%s has no token '%s'; take all files of the tokenizer from one checkpoint"
                    .formatted(location, token));
        }
        return id;
    }

    Map<String, Integer> ids() {
        return ids;
    }

    /** One more than the largest id. */
    int size() {
        return size;
    }

    /** The ids of a word's tokens; bytes that have no token become {@code unknown}. */
    int[] encode(String word, int unknown) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        int[] symbols = new int[utf8.length];
        for (int i = 0; i < utf8.length; i++) {
            String ending = i == utf8.length - 1 ? END_OF_WORD : "";
            symbols[i] = ids.getOrDefault(ByteAlphabet.character(utf8[i] & 0xFF) + ending, unknown);
        }
        return pairs.merge(symbols);
    }

    private Map<Long, BytePairs.Merge> byPair(List<String> merges) {
        Map<Long, BytePairs.Merge> byPair = new HashMap<>();
        for (String line : merges) {
            String[] parts = line.split(" ");
            if (parts.length != 2) {
                throw new CheckpointException(
                        "%s: a merge is two symbols with a space between, got '%s'".formatted(location, line));
            }
            long pair = BytePairs.pair(id(parts[0]), id(parts[1]));
            byPair.putIfAbsent(pair, new BytePairs.Merge(byPair.size(), id(parts[0] + parts[1])));
        }
        return byPair;
    }
}
