package io.diffusion4j.textencoders.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.error.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencePieceModelTest {
    private static final Path FILE = Path.of(System.getProperty("goldens"), "t5", "tokenizer", "spiece.model");

    private final SentencePieceModel model = SentencePieceModel.read(FILE);

    @TempDir
    private Path folder;

    @Test
    void white_space_of_any_kind_and_length_is_one_mark() {
        int[] plain = model.encode("a small cat");

        assertThat(model.encode(" \t a\u00A0 small\r\n\u3000cat  ")).containsExactly(plain);
        assertThat(model.encode("\u2581a\u2581small cat")).containsExactly(plain);
        assertThat(model.encode(" \n\u2003")).isEmpty();
    }

    @Test
    void characters_are_read_in_their_compatibility_form() {
        int[] plain = model.encode("A fine 1/2");

        assertThat(model.encode("\uD835\uDC00 \uFB01ne \uFF11/\u00B2")).containsExactly(plain);
    }

    @Test
    void of_the_same_pieces_in_another_order_the_library_s_order_is_taken() {
        assertThat(model.encode("addd")).containsExactly(4, 250, 14);
    }

    @Test
    void any_string_gives_ids_within_the_vocabulary() {
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, 0x10000).forEach(unit -> text.append((char) unit));
            int[] ids = model.encode(text.toString());
            assertThat(Arrays.stream(ids).allMatch(id -> id > 1 && id < model.size()))
                    .as(() -> Arrays.toString(text.chars().toArray()))
                    .isTrue();
        }
    }

    @Test
    void very_long_texts_are_no_trouble() {
        assertThat(model.encode("x".repeat(300_000))).hasSizeGreaterThan(1000);
        assertThat(model.encode("a cat, ".repeat(50_000))).hasSize(150_000);
    }

    @Test
    void threads_may_share_one_model() {
        String text = "an astronaut riding a horse, \uFF21\uFB01 \uD83E\uDD8A antidisestablishmentarianism";
        int[] expected = model.encode(text);

        assertThat(IntStream.range(0, 2000).parallel().allMatch(i -> Arrays.equals(model.encode(text), expected)))
                .isTrue();
    }

    @Test
    void missing_cut_off_and_foreign_files_are_refused_by_name() throws IOException {
        byte[] whole = Files.readAllBytes(FILE);
        refused(folder.resolve("missing.model"), "no such file");
        refused(written(new byte[0]), "one piece for unknown text");
        refused(written("{\"version\": 1}".getBytes()), "spiece.model");
        refused(written(Arrays.copyOf(whole, whole.length / 2)), "spiece.model");
        refused(written(Arrays.copyOf(whole, 100)), "spiece.model");
    }

    @Test
    void files_with_errors_anywhere_are_refused_or_read_but_never_crash() throws IOException {
        byte[] whole = Files.readAllBytes(FILE);
        Random random = new Random(9);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            int from = random.nextInt(whole.length);
            for (int k = from; k < Math.min(whole.length, from + 1 + random.nextInt(100)); k++) {
                damaged[k] = (byte) random.nextInt(256);
            }
            try {
                SentencePieceModel.read(written(damaged)).encode("\uFB01ne \u2122 cat");
            } catch (CheckpointException e) {
                assertThat(e).hasMessageContaining("spiece.model");
            }
        }
    }

    @Test
    void kinds_of_models_that_would_give_other_ids_are_refused() throws IOException {
        byte[] unknown = {0x0A, 4, 0x0A, 0, 0x18, 2};
        refused(written(join(unknown, new byte[] {0x12, 2, 3 << 3, 2})), "no unigram model is not supported");
        refused(written(join(unknown, new byte[] {0x1A, 2, 4 << 3, 0})), "white space as it is written");
        refused(written(join(unknown, new byte[] {0x0A, 5, 0x0A, 1, 'a', 0x18, 6})), "of the kind BYTE ('a')");
        assertThat(SentencePieceModel.read(written(unknown)).encode("a b")).containsExactly(0);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(folder.resolve("spiece.model"), content);
    }

    private static void refused(Path file, String part) {
        assertThatThrownBy(() -> SentencePieceModel.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(part);
    }
}
