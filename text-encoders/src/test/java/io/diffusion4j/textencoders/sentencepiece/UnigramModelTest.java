package io.diffusion4j.textencoders.sentencepiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnigramModelTest {
    private static final String FOX = "\uD83E\uDD8A";

    @Test
    void no_other_way_to_cut_a_text_is_likelier() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            List<Piece> pieces = randomPieces(random);
            String text = randomText(random, 1 + random.nextInt(9));
            int[] ids = new UnigramModel(pieces).encode(text);

            assertThat(joined(pieces, ids)).isEqualTo(text);
            assertThat(likelihood(pieces, ids)).isCloseTo(best(pieces, text), offset(1e-5));
        }
    }

    @Test
    void characters_without_a_piece_are_one_unknown_piece_for_each_run() {
        UnigramModel model = new UnigramModel(pieces("a", -1, "b", -1));

        assertThat(model.encode("xxax" + FOX + "b")).containsExactly(0, 1, 0, 2);
        assertThat(model.encode("")).isEmpty();
    }

    @Test
    void an_unknown_character_is_unlikelier_than_any_piece() {
        UnigramModel model = new UnigramModel(pieces("a", -1, "ax", -50));

        assertThat(model.encode("ax")).containsExactly(2);
    }

    @Test
    void control_and_unused_pieces_are_not_found_in_text() {
        List<Piece> pieces = new ArrayList<>(pieces("a", -1));
        pieces.add(new Piece("aa", 0, Piece.Kind.CONTROL));
        pieces.add(new Piece("aaa", 0, Piece.Kind.UNUSED));

        assertThat(new UnigramModel(pieces).encode("aaa")).containsExactly(1, 1, 1);
    }

    private static double best(List<Piece> pieces, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        double best = Double.NEGATIVE_INFINITY;
        for (Piece piece : pieces.subList(1, pieces.size())) {
            if (text.startsWith(piece.text())) {
                best = Math.max(
                        best,
                        piece.score() + best(pieces, text.substring(piece.text().length())));
            }
        }
        return best;
    }

    private static double likelihood(List<Piece> pieces, int[] ids) {
        return Arrays.stream(ids).mapToDouble(id -> pieces.get(id).score()).sum();
    }

    private static String joined(List<Piece> pieces, int[] ids) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(ids).forEach(id -> text.append(pieces.get(id).text()));
        return text.toString();
    }

    /** The three letters and some longer pieces, each text once. */
    private static List<Piece> randomPieces(Random random) {
        Map<String, Float> scores = new TreeMap<>();
        List.of("a", "b", "c").forEach(letter -> scores.put(letter, -10 * random.nextFloat()));
        for (int i = 0; i < 9; i++) {
            scores.put(randomText(random, 2 + random.nextInt(3)), -10 * random.nextFloat());
        }
        return pieces(scores.entrySet().stream()
                .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                .toArray());
    }

    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("abc".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    /** The unknown piece, then pairs of text and score. */
    private static List<Piece> pieces(Object... described) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece("<unk>", 0, Piece.Kind.UNKNOWN));
        for (int i = 0; i < described.length; i += 2) {
            float score = ((Number) described[i + 1]).floatValue();
            pieces.add(new Piece((String) described[i], score, Piece.Kind.NORMAL));
        }
        return pieces;
    }
}
