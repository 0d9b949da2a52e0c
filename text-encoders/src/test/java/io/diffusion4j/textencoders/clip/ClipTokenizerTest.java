package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClipTokenizerTest {
    private static final int BEGIN = 49_406;
    private static final int END = 49_407;

    private final ClipTokenizer tokenizer = ClipTokenizer.standard();

    @Test
    void a_row_is_begin_words_end_and_end_again_as_padding() {
        long[] row = tokenizer.row("a cat");

        assertThat(row).hasSize(77).startsWith(BEGIN, 320, 2368, END);
        assertThat(Arrays.copyOfRange(row, 4, 77)).containsOnly(END);
    }

    @Test
    void another_pad_token_fills_up_behind_the_end_mark() {
        assertThat(tokenizer.withPadToken("!").withLengthAtMost(6).row("a cat"))
                .containsExactly(BEGIN, 320, 2368, END, 0, 0);
    }

    @Test
    void a_long_prompt_loses_its_end_but_not_its_end_mark() {
        long[] row = tokenizer.row("cat ".repeat(1000));

        assertThat(row).hasSize(77).startsWith(BEGIN, 2368).endsWith(2368, END);
        assertThat(tokenizer.withLengthAtMost(2).row("cat")).containsExactly(BEGIN, END);
    }

    @Test
    void marks_in_a_prompt_are_taken_whole_even_beside_other_signs() {
        assertThat(tokenizer.ids("!!<|endoftext|>cat")).endsWith(END, 2368).hasSize(3);
    }

    @Test
    void bytes_without_a_token_become_the_unknown_token() {
        ClipVocabulary poor = new ClipVocabulary(
                Map.of("a", 0, "a</w>", 1, "aa</w>", 2, "<s>", 3, "</s>", 4, "?", 5), List.of("a a</w>"), "poor");
        ClipTokenizer few =
                new ClipTokenizer(poor, new SpecialTokens("<s>", "</s>", "</s>", "?", 8), PromptNormalization.NFC);

        assertThat(few.ids("aa ab a")).containsExactly(2, 0, 5, 1);
    }

    @Test
    void an_unknown_pad_token_is_refused_by_name() {
        assertThatThrownBy(() -> tokenizer.withPadToken("nosuchtoken"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("nosuchtoken");
    }

    @Test
    void any_string_gives_ids_within_the_vocabulary() {
        Random random = new Random(4);
        for (PromptNormalization normalization : PromptNormalization.values()) {
            ClipTokenizer cleaning = tokenizer.withNormalization(normalization);
            for (int i = 0; i < 2000; i++) {
                String text = randomText(random);
                int[] ids = cleaning.ids(text);
                long[] row = cleaning.row(text);
                boolean inside = IntStream.of(ids).allMatch(id -> id >= 0 && id <= END);
                boolean marked = row.length == 77 && row[0] == BEGIN && row[Math.min(ids.length, 75) + 1] == END;
                assertThat(inside && marked)
                        .as(() -> Arrays.toString(text.chars().toArray()))
                        .isTrue();
            }
        }
    }

    /** Any UTF-16 units, surrogates without a partner too, and plenty of what the splitter treats specially. */
    private static String randomText(Random random) {
        String common = " \t\n'sreve<|>&#;x0123amp\u0301\u0345\u00DF\u0130\uD83D\uDE00\u001C";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            switch (random.nextInt(3)) {
                case 0 -> text.append((char) random.nextInt(0x10000));
                case 1 -> text.appendCodePoint(random.nextInt(0x110000));
                default -> text.append(common.charAt(random.nextInt(common.length())));
            }
        }
        return text.toString();
    }

    @Test
    void very_long_words_and_prompts_are_no_trouble() {
        assertThat(tokenizer.ids("a".repeat(300_000))).hasSizeGreaterThan(1000);
        assertThat(tokenizer.ids("-".repeat(300_000))).hasSizeGreaterThan(1000);
        assertThat(tokenizer.ids("a cat, ".repeat(50_000))).hasSize(150_000);
    }

    @Test
    void more_words_than_the_cache_holds_keep_their_ids() {
        List<String> words = IntStream.range(0, 12_000)
                .mapToObj(i -> Integer.toString(i, 26).replaceAll("[0-9]", "z"))
                .toList();
        List<int[]> first = words.stream().map(tokenizer::ids).toList();
        ClipTokenizer fresh = ClipTokenizer.standard();

        for (int i = words.size() - 1; i >= 0; i--) {
            boolean same = Arrays.equals(tokenizer.ids(words.get(i)), first.get(i))
                    && Arrays.equals(fresh.ids(words.get(i)), first.get(i));
            assertThat(same).isTrue();
        }
    }

    @Test
    void threads_may_share_one_tokenizer() {
        int[] expected = ClipTokenizer.standard().ids("an astronaut riding a horse, antidisestablishmentarianism");

        assertThat(IntStream.range(0, 2000)
                        .parallel()
                        .allMatch(i -> Arrays.equals(
                                tokenizer.ids("an astronaut riding a horse, antidisestablishmentarianism"), expected)))
                .isTrue();
    }
}
