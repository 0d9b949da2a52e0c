package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipVocabularyTest {
    @Test
    void the_merges_imply_every_id_of_the_published_vocabulary() {
        List<String> lines = PackagedText.lines("merges.txt.gz");
        ClipVocabulary implied = ClipVocabulary.ofMerges(lines.subList(1, lines.size()), "merges");
        var published = Goldens.json(Goldens.text("clip-bpe/vocab.json"));

        assertThat(implied.size()).isEqualTo(49_408).isEqualTo(published.size());
        published
                .properties()
                .forEach(token -> assertThat(implied.id(token.getKey()))
                        .as(token.getKey())
                        .isEqualTo(token.getValue().intValue()));
    }

    @Test
    void merges_of_another_vocabulary_are_refused_by_token() {
        assertThatThrownBy(() -> new ClipVocabulary(Map.of("a", 0, "b", 1), List.of("a b"), "here"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("here has no token 'ab'");
        assertThatThrownBy(() -> new ClipVocabulary(Map.of("a", 0), List.of("a"), "here"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("got 'a'");
    }
}
