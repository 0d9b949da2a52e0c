package io.diffusion4j.testkit.golden;

import java.util.Locale;
import java.util.Optional;

/**
 * How one case ended.
 *
 * @param worst the comparison with the largest error in units of its tolerance, if any was made
 * @param reason why it failed or was skipped; empty for a case that passed
 */
public record GoldenResult(String name, Verdict verdict, Optional<Deviation> worst, String reason) {

    /** {@code PASS|FAIL|SKIP name max-abs-err max-rel-err tolerance [reason]}, with {@code -} for numbers there are none of. */
    public String line() {
        String numbers = worst.map(
                        w -> "%s %s %s".formatted(number(w.maxAbs()), number(w.maxRel()), number(w.tolerance())))
                .orElse("- - -");
        return (verdict + " " + name + " " + numbers + " " + reason).strip();
    }

    private static String number(double x) {
        return Double.isFinite(x) ? String.format(Locale.ROOT, "%.3e", x) : Double.toString(x);
    }
}
