package io.diffusion4j.textencoders.sentencepiece;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts text into the pieces whose probabilities have the largest product. Kudo 2018, section 3.2; the best path is found
 * as Viterbi's algorithm does, in the length of the text times that of the longest piece.
 */
final class UnigramModel {
    /** How much less likely than any piece a character without one is, as a difference of logarithms. */
    private static final float UNKNOWN_PENALTY = 10;

    private static final int NOWHERE = -1;

    private final Map<String, Integer> ids = new HashMap<>();
    private final float[] scores;
    private final int longest;
    private final int unknown;
    private final float unknownScore;

    UnigramModel(List<Piece> pieces) {
        scores = new float[pieces.size()];
        float least = Float.POSITIVE_INFINITY;
        int length = 0;
        int unknownId = 0;
        for (int id = 0; id < pieces.size(); id++) {
            Piece piece = pieces.get(id);
            scores[id] = piece.score();
            if (piece.kind() == Piece.Kind.NORMAL) {
                ids.put(piece.text(), id);
                length = Math.max(length, piece.text().length());
                least = Math.min(least, piece.score());
            } else if (piece.kind() == Piece.Kind.UNKNOWN) {
                unknownId = id;
            }
        }
        longest = length;
        unknown = unknownId;
        unknownScore = least - UNKNOWN_PENALTY;
    }

    /** The ids of the best pieces; characters without a piece that follow one another are one unknown piece. */
    int[] encode(String text) {
        Lattice lattice = new Lattice(text.length());
        for (int start = 0; start < text.length(); ) {
            int character = Character.charCount(text.codePointAt(start));
            boolean known = false;
            for (int end = start + 1; end <= Math.min(text.length(), start + longest); end++) {
                Integer id = ids.get(text.substring(start, end));
                if (id != null) {
                    lattice.offer(start, end, id, (double) lattice.score[start] + scores[id]);
                    known |= end - start == character;
                }
            }
            if (!known) {
                lattice.offer(start, start + character, unknown, lattice.score[start] + unknownScore);
            }
            start += character;
        }
        return lattice.best(unknown);
    }

    /**
     * For each position, the best way to it from the start. A sum in float64 competes with the best one so far as it is
     * kept, in float32: that is how the reference chooses between ways of the same pieces in another order.
     */
    private static final class Lattice {
        private final float[] score;
        private final int[] from;
        private final int[] piece;

        Lattice(int length) {
            score = new float[length + 1];
            from = new int[length + 1];
            piece = new int[length + 1];
            Arrays.fill(from, NOWHERE);
        }

        void offer(int start, int end, int id, double total) {
            if (from[end] == NOWHERE || total > score[end]) {
                score[end] = (float) total;
                from[end] = start;
                piece[end] = id;
            }
        }

        int[] best(int unknown) {
            int[] reversed = new int[score.length];
            int count = 0;
            for (int end = score.length - 1; end > 0; end = from[end]) {
                boolean repeated = count > 0 && piece[end] == unknown && reversed[count - 1] == unknown;
                if (!repeated) {
                    reversed[count++] = piece[end];
                }
            }
            int[] ids = new int[count];
            for (int i = 0; i < count; i++) {
                ids[i] = reversed[count - 1 - i];
            }
            return ids;
        }
    }
}
