package io.diffusion4j.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.textencoders.clip.ClipTokenizer;
import io.diffusion4j.textencoders.clip.ClipTokenizerFiles;
import io.diffusion4j.textencoders.clip.PromptWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePairLearnerTest {
    private static final int BYTES_AND_MARKS = 514;
    private static final List<String> CAPTIONS = captions();

    @Test
    void the_most_frequent_pair_comes_first_and_the_alphabet_decides_between_equals() {
        List<String> merges = BytePairLearner.merges(Stream.of("ab ab ab ca ca da da"), BYTES_AND_MARKS + 3);

        assertThat(merges).containsExactly("a b</w>", "c a</w>", "d a</w>");
    }

    @Test
    void the_merges_are_those_of_counting_all_pairs_anew_each_time() {
        assertThat(BytePairLearner.merges(CAPTIONS.stream(), BYTES_AND_MARKS + 150))
                .isEqualTo(counted(150));
    }

    @Test
    void the_order_of_the_captions_does_not_matter() {
        List<String> shuffled = new ArrayList<>(CAPTIONS);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(BytePairLearner.merges(shuffled.stream(), 700))
                .isEqualTo(BytePairLearner.merges(CAPTIONS.stream(), 700));
    }

    @Test
    void every_word_becomes_a_token_if_there_is_room_and_then_nothing_is_left_to_merge() {
        List<String> merges = BytePairLearner.merges(Stream.of("red boats, red house"), 10_000);
        ClipTokenizer tokenizer = ClipTokenizer.of(merges, 8);

        assertThat(tokenizer.ids("red boats, red house")).hasSize(5);
        assertThat(tokenizer.vocabularySize()).isLessThan(BYTES_AND_MARKS + 20);
    }

    @Test
    void the_files_give_the_same_tokens_and_any_text_has_some() throws IOException {
        List<String> merges = BytePairLearner.merges(CAPTIONS.stream(), 640);
        ClipTokenizer made = ClipTokenizer.of(merges, 24);
        ClipTokenizer read = written(merges, 24);

        assertThat(read.vocabularySize()).isEqualTo(640);
        assertThat(read.length()).isEqualTo(24);
        for (String text : List.of(CAPTIONS.get(0), "Ünknown wörds \uD83D\uDE42 \u0000\u00ad", "<|endoftext|>", "")) {
            assertThat(read.row(text)).isEqualTo(made.row(text));
            assertThat(Arrays.stream(read.ids(text)).allMatch(id -> id >= 0 && id < 640))
                    .isTrue();
        }
    }

    @Test
    void a_token_spells_the_bytes_that_it_stands_for() throws IOException {
        List<String> merges = BytePairLearner.merges(CAPTIONS.stream(), 700);
        Map<Integer, String> tokens = new TreeMap<>();
        for (int letter = 'a'; letter <= 'z'; letter++) {
            // Printable bytes come in their own order, first without and then with the end of a word.
            tokens.put(letter - '!', Character.toString(letter));
            tokens.put(256 + letter - '!', Character.toString(letter) + "</w>");
        }
        merges.stream()
                .map(merge -> merge.replace(" ", ""))
                .distinct()
                .forEach(token -> tokens.put(tokens.size() - 52 + BYTES_AND_MARKS - 2, token));
        ClipTokenizer tokenizer = written(merges, 48);
        for (String caption : CAPTIONS) {
            StringBuilder text = new StringBuilder();
            for (int id : tokenizer.ids(caption)) {
                text.append(tokens.getOrDefault(id, "?"));
            }
            assertThat(text.toString().replace("</w>", " ").strip()).isEqualTo(caption);
        }
    }

    @Test
    void two_ways_to_one_token_are_one_token() {
        // abc is built as ab + c within abcx and as a + bc within abcy, whichever is merged first.
        ClipTokenizer tokenizer = ClipTokenizer.of(List.of("a b", "ab c", "b c", "a bc", "x y</w>"), 8);

        assertThat(tokenizer.vocabularySize()).isEqualTo(BYTES_AND_MARKS + 4);
        assertThat(tokenizer.ids("xy")).containsExactly(BYTES_AND_MARKS - 2 + 3);
    }

    @Test
    void a_vocabulary_without_room_for_the_bytes_is_refused() {
        assertThatThrownBy(() -> BytePairLearner.merges(Stream.of("a"), 500))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("514");
    }

    @TempDir
    Path folder;

    private ClipTokenizer written(List<String> merges, int length) throws IOException {
        ClipTokenizerFiles.write(folder, merges, length);
        assertThat(Files.readString(folder.resolve("special_tokens_map.json"))).contains("<|startoftext|>");
        return ClipTokenizer.read(folder);
    }

    /** The definition: count all pairs in all captions, merge the best, begin again. */
    private static List<String> counted(int tokens) {
        List<List<String>> words =
                new ArrayList<>(CAPTIONS.stream().flatMap(PromptWords::of).toList());
        List<String> merges = new ArrayList<>();
        Set<String> made = new HashSet<>();
        while (made.size() < tokens) {
            Map<String, Integer> pairs = new TreeMap<>();
            for (List<String> word : words) {
                for (int i = 1; i < word.size(); i++) {
                    pairs.merge(word.get(i - 1) + " " + word.get(i), 1, Integer::sum);
                }
            }
            int most = Collections.max(pairs.values());
            String best = pairs.entrySet().stream()
                    .filter(entry -> entry.getValue() == most)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            merges.add(best);
            made.add(best.replace(" ", ""));
            words.replaceAll(word -> merged(word, best.split(" ")));
        }
        return merges;
    }

    private static List<String> merged(List<String> word, String[] pair) {
        List<String> merged = new ArrayList<>();
        for (String symbol : word) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).equals(pair[0]) && symbol.equals(pair[1])) {
                merged.set(last, pair[0] + pair[1] + "\n");
            } else {
                merged.add(symbol);
            }
        }
        merged.replaceAll(String::strip);
        return merged;
    }

    private static List<String> captions() {
        String[][] words = {
            {"a", "the", "one", "a banana"},
            {"red", "blue", "green", "dark", "watercolor", "nineteen"},
            {"lighthouse", "boat", "house", "windmill", "tent", "mississippi"},
            {"at", "in", "on", "by"},
            {"dawn", "night", "sunset", "sea", "snow", "mountains"}
        };
        Random random = new Random(1);
        List<String> captions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            StringBuilder caption = new StringBuilder();
            for (String[] choices : words) {
                caption.append(choices[random.nextInt(choices.length)]).append(' ');
            }
            // Words of few letters have many pairs in common, and many equally frequent ones.
            random.ints(random.nextInt(1, 9), 0, 4).forEach(letter -> caption.append("abst".charAt(letter)));
            captions.add(caption.toString().strip());
        }
        return captions;
    }
}
