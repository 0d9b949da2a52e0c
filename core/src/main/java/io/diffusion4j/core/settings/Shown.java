package io.diffusion4j.core.settings;

import java.util.regex.Pattern;

/** Foreign text in a message: one line, and not too long. */
final class Shown {
    private static final int LONGEST = 60;
    // With the line and paragraph separators, which some terminals and logs break lines at.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]");

    private Shown() {}

    static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return CONTROL.matcher(cut).replaceAll(" ");
    }

    static String quoted(String text) {
        return "'" + of(text) + "'";
    }
}
