package io.diffusion4j.textencoders.clip;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * CLIP's tokenizer: lower-cased byte-pair encoding with an end-of-word mark. It takes any string. Safe for several
 * threads.
 */
public final class ClipTokenizer {
    private static final int MOST_CACHED_WORDS = 10_000;
    private static final int LONGEST_CACHED_WORD = 64;

    private static final class Standard {
        static final ClipVocabulary VOCABULARY = vocabulary();

        private static ClipVocabulary vocabulary() {
            List<String> lines = PackagedText.lines("merges.txt.gz");
            return ClipVocabulary.ofMerges(lines.subList(1, lines.size()), "CLIP's own vocabulary");
        }
    }

    private final ClipVocabulary vocabulary;
    private final SpecialTokens special;
    private final PromptNormalization normalization;
    private final WordSplitter splitter;
    private final Map<String, Integer> specialIds;
    private final int unknown;
    private final int pad;
    private final Map<String, int[]> cache = new ConcurrentHashMap<>();

    ClipTokenizer(ClipVocabulary vocabulary, SpecialTokens special, PromptNormalization normalization) {
        this.vocabulary = vocabulary;
        this.special = special;
        this.normalization = normalization;
        this.specialIds = ids(vocabulary, special);
        this.splitter = new WordSplitter(specialIds.keySet());
        this.unknown = vocabulary.id(special.unknown());
        this.pad = vocabulary.id(special.pad());
    }

    /** CLIP's own vocabulary of 49408 tokens, which all published CLIP text encoders share; pads with the end mark. */
    public static ClipTokenizer standard() {
        return new ClipTokenizer(Standard.VOCABULARY, SpecialTokens.STANDARD, PromptNormalization.NFC);
    }

    /**
     * A tokenizer with a vocabulary of its own.
     *
     * @param merges each two symbols with a space between; the first are merged first
     * @param length tokens per prompt, with its two marks
     */
    public static ClipTokenizer of(List<String> merges, int length) {
        ClipVocabulary vocabulary = ClipVocabulary.ofMerges(merges, "the vocabulary");
        return new ClipTokenizer(vocabulary, SpecialTokens.STANDARD.withLength(length), PromptNormalization.NFC);
    }

    /**
     * The tokenizer of a checkpoint.
     *
     * @param folder with {@code vocab.json} and {@code merges.txt}, and as a rule {@code tokenizer_config.json} and
     *     {@code special_tokens_map.json}
     * @throws io.diffusion4j.core.error.CheckpointException if files are missing, damaged or do not fit together
     */
    public static ClipTokenizer read(Path folder) {
        TokenizerFolder files = new TokenizerFolder(folder);
        return new ClipTokenizer(files.vocabulary(), files.specialTokens(), PromptNormalization.NFC);
    }

    /** This tokenizer with another way of cleaning prompts. */
    public ClipTokenizer withNormalization(PromptNormalization other) {
        return new ClipTokenizer(vocabulary, special, other);
    }

    /** This tokenizer with another token behind the end mark of short prompts. */
    public ClipTokenizer withPadToken(String token) {
        return new ClipTokenizer(vocabulary, special.withPad(token), normalization);
    }

    /** This tokenizer for a model that takes no more than that many tokens. */
    public ClipTokenizer withLengthAtMost(int length) {
        return new ClipTokenizer(vocabulary, special.withLengthAtMost(length), normalization);
    }

    /** Tokens per prompt in {@link #row}. */
    public int length() {
        return special.length();
    }

    /** One more than the largest id. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** The ids of all tokens of the prompt, without marks. */
    public int[] ids(String prompt) {
        return stream(prompt).toArray();
    }

    /** The begin mark, the prompt's tokens as far as they fit, the end mark, then padding; {@link #length} ids. */
    public long[] row(String prompt) {
        long[] row = new long[special.length()];
        Arrays.fill(row, pad);
        int[] words = stream(prompt).limit(row.length - 2).toArray();
        row[0] = vocabulary.id(special.begin());
        for (int i = 0; i < words.length; i++) {
            row[i + 1] = words[i];
        }
        row[words.length + 1] = vocabulary.id(special.end());
        return row;
    }

    private IntStream stream(String prompt) {
        return splitter.split(normalization.apply(prompt)).flatMapToInt(word -> {
            Integer id = specialIds.get(word);
            return id != null ? IntStream.of(id) : Arrays.stream(encoded(word));
        });
    }

    private int[] encoded(String word) {
        int[] known = cache.get(word);
        if (known != null) {
            return known;
        }
        int[] ids = vocabulary.encode(word, unknown);
        if (word.length() <= LONGEST_CACHED_WORD && cache.size() < MOST_CACHED_WORDS) {
            cache.put(word, ids);
        }
        return ids;
    }

    private static Map<String, Integer> ids(ClipVocabulary vocabulary, SpecialTokens special) {
        int begin = vocabulary.id(special.begin());
        int end = vocabulary.id(special.end());
        return Map.of(special.begin(), begin, special.end(), end);
    }
}
