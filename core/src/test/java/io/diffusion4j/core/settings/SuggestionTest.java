package io.diffusion4j.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> KNOWN =
            List.of("steps", "negative-prompt", "prompt", "euler", "euler-ancestral", "seed", "pndm");

    @ParameterizedTest
    @CsvSource({
        "stpes, steps",
        "step, steps",
        "Steps, steps",
        "negative_prompt, negative-prompt",
        "negativePrompt, negative-prompt",
        "euler-a, euler-ancestral",
        "eul, euler",
        "eulre, euler",
        "sed, seed",
    })
    void the_nearest_word_is_found(String unknown, String nearest) {
        assertThat(Suggestion.nearest(unknown, KNOWN)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"x", "guidance", "''", "e"})
    void a_word_that_is_far_from_all_has_none(String unknown) {
        assertThat(Suggestion.nearest(unknown, KNOWN)).isEmpty();
    }

    @Test
    void the_phrase_ends_a_message() {
        assertThat(Suggestion.phrase("b", "known", List.of())).isEqualTo("; known: none");
        assertThat(Suggestion.phrase("xyz", "known", List.of("ab", "cd"))).isEqualTo("; known: ab, cd");
        assertThat(Suggestion.phrase("ac", "known", List.of("ab"))).isEqualTo("; did you mean 'ab'? known: ab");
    }

    @Test
    void endless_words_are_not_compared() {
        assertThat(Suggestion.nearest("s".repeat(1_000_000), KNOWN)).isEmpty();
    }
}
