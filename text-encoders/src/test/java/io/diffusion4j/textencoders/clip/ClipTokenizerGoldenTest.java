package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ClipTokenizerGoldenTest {
    private static final JsonNode PROMPTS =
            Goldens.json(Goldens.text("tokenizer_prompts.json")).get("prompts");

    private final ClipTokenizer standard = ClipTokenizer.standard();
    private final ClipTokenizer original = standard.withNormalization(PromptNormalization.HTML_UNESCAPE);
    private final ClipTokenizer fromFolder = ClipTokenizer.read(Goldens.text("clip-bpe"));
    private final ClipTokenizer small =
            ClipTokenizer.read(Goldens.text("clip-bpe-small")).withNormalization(PromptNormalization.HTML_UNESCAPE);

    @Test
    void ids_are_those_of_the_original_where_it_unescapes_html() {
        assertThat(PROMPTS).hasSize(192);
        expect(original::ids, prompt -> Goldens.ints(prompt.get("ids")));
        expect(original::row, prompt -> Goldens.longs(prompt.get("input_ids_77")));
    }

    @Test
    void ids_are_those_of_the_reference_tokenizer_where_it_composes() {
        expect(standard::ids, prompt -> Goldens.ints(composed(prompt, "ids")));
        expect(fromFolder::ids, prompt -> Goldens.ints(composed(prompt, "ids")));
        expect(standard::row, prompt -> Goldens.longs(composed(prompt, "input_ids_77")));
        expect(fromFolder::row, prompt -> Goldens.longs(composed(prompt, "input_ids_77")));
    }

    @Test
    void ids_of_a_small_vocabulary_use_its_own_merges() {
        expect(small::ids, prompt -> Goldens.ints(prompt.get("small_ids")));
    }

    private static JsonNode composed(JsonNode prompt, String key) {
        String own = key.equals("ids") ? "ids_nfc_no_unescape" : "input_ids_77_nfc_no_unescape";
        return prompt.has(own) ? prompt.get(own) : prompt.get(key);
    }

    private static <T> void expect(Function<String, T> tokenizer, Function<JsonNode, T> expected) {
        for (JsonNode prompt : PROMPTS) {
            String text = prompt.get("text").textValue();
            assertThat(tokenizer.apply(text)).as(text).isEqualTo(expected.apply(prompt));
        }
    }
}
