package io.diffusion4j.textencoders.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFolderTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void copy_the_small_vocabulary() throws IOException {
        for (String name : new String[] {"vocab.json", "merges.txt"}) {
            Files.copy(Goldens.text("clip-bpe-small").resolve(name), folder.resolve(name));
        }
    }

    @Test
    void without_configs_the_marks_are_the_usual_ones() {
        ClipTokenizer tokenizer = ClipTokenizer.read(folder);

        assertThat(tokenizer.length()).isEqualTo(77);
        assertThat(tokenizer.row("")).startsWith(1012, 1013, 1013).endsWith(1013);
    }

    @Test
    void a_token_is_its_text_or_an_object_with_it_and_the_token_map_wins() throws IOException {
        write(
                "tokenizer_config.json",
                "{\"pad_token\": \"?\", \"model_max_length\": 5, \"eos_token\": {\"content\": \"@\"}}");
        write("special_tokens_map.json", "{\"pad_token\": \"!\"}");

        assertThat(ClipTokenizer.read(folder).row("")).containsExactly(1012, 31, 0, 0, 0);
    }

    @Test
    void an_unlimited_length_is_the_models() throws IOException {
        write("tokenizer_config.json", "{\"model_max_length\": 1000000000000000019884624838656}");

        assertThat(ClipTokenizer.read(folder).withLengthAtMost(77).length()).isEqualTo(77);
    }

    @Test
    void missing_and_damaged_files_are_named() throws IOException {
        Files.delete(folder.resolve("merges.txt"));
        refused("merges.txt");
        write("vocab.json", "{\"a\": ");
        refused("vocab.json");
        write("vocab.json", "null");
        refused("vocab.json");
        write("vocab.json", "{\"a\": -1}");
        refused("'a' must be 0 or more");
        write("tokenizer_config.json", "[]");
        refused("tokenizer_config.json");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private void refused(String part) {
        assertThatThrownBy(() -> ClipTokenizer.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(part);
    }
}
