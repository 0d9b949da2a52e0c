package io.diffusion4j.core.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the known word nearest to one that is not known. */
public final class Suggestion {
    private static final int LONGEST = 64;

    private Suggestion() {}

    /**
     * The known word with the fewest edits (insert, delete, change, swap of neighbours), at most a third of its letters;
     * one that the unknown word is the beginning of counts as one edit away.
     */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        if (unknown.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(word -> distance(unknown, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.<String>comparingInt(word -> distance(unknown, word))
                        .thenComparing(String::length)
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of a message: {@code "; did you mean 'steps'? known: seed, steps"}. @param label {@code known} */
    public static String phrase(String unknown, String label, Collection<String> known) {
        String all = label + ": " + (known.isEmpty() ? "none" : String.join(", ", known));
        return nearest(unknown, known)
                .map(word -> "; did you mean '" + word + "'? " + all)
                .orElse("; " + all);
    }

    private static int distance(String unknown, String known) {
        String a = folded(unknown);
        String b = folded(known);
        return a.length() >= 3 && b.startsWith(a) && a.length() < b.length() ? 1 : edits(a, b);
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // The optimal string alignment distance.
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        int change = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
